import { monitorEventLoopDelay } from "node:perf_hooks";
import { Gauge, type Registry } from "prom-client";

const QUANTILES = [50, 99, 100] as const;

/** Exposes the event loop's delay in seconds since the previous scrape; 0 means it was never late. */
export function observeEventLoop(registry: Registry, name: string): { readonly close: () => void } {
  const resolution = 20;
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  const gauge = new Gauge({
    name,
    help: "How late the event loop was, by quantile, since the last look.",
    labelNames: ["quantile"],
    registers: [registry],
    collect: () => {
      for (const quantile of QUANTILES) {
        const late = delay.count === 0 ? 0 : delay.percentile(quantile) / 1e9 - resolution / 1000;
        gauge.set({ quantile: String(quantile / 100) }, Math.max(0, late));
      }
      delay.reset();
    },
  });
  return { close: () => delay.disable() };
}
