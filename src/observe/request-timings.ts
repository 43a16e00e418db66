import type { Metric, Registry } from "prom-client";

/** Upper bounds in seconds; an unbounded one follows. */
const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10] as const;

/** Durations of requests by method, route pattern and status. */
export type RequestTimings = {
  readonly add: (method: string, route: string, status: number, seconds: number) => void;
};

/**
 * A histogram like prom-client's, whose own checks and sorts the labels each time and so costs more per request
 * than all our hooks together. Registered with the library, to be rendered with the others.
 */
export function requestTimings(registry: Registry, name: string): RequestTimings {
  const routes = new Map<string, Series[]>();
  const metric = {
    name,
    help: "Time from a request's arrival to the end of its answer.",
    type: "histogram",
    aggregator: "sum",
    get: () =>
      Promise.resolve({
        ...metric,
        values: [...routes.values()].flat().flatMap((one) => valuesOf(one, name)),
      }),
  };
  registry.registerMetric(metric as unknown as Metric);
  return {
    add: (method, route, status, seconds) => {
      let ofRoute = routes.get(route);
      if (!ofRoute) routes.set(route, (ofRoute = []));
      let one = ofRoute.find((known) => known.status === status && known.labels.method === method);
      if (!one) ofRoute.push((one = newSeries(method, route, status)));
      let bucket = 0;
      while (bucket < BOUNDS.length && seconds > (BOUNDS[bucket] ?? 0)) bucket++;
      one.counts[bucket] = (one.counts[bucket] ?? 0) + 1;
      one.sum += seconds;
    },
  };
}

type Labels = { readonly method: string; readonly route: string; readonly status: string };
type Series = {
  readonly labels: Labels;
  readonly status: number;
  readonly counts: number[];
  sum: number;
};

function newSeries(method: string, route: string, status: number): Series {
  const labels = { method, route, status: String(status) };
  return { labels, status, counts: Array<number>(BOUNDS.length + 1).fill(0), sum: 0 };
}

/** Prometheus's buckets are cumulative: each includes the smaller ones. */
function valuesOf({ labels, counts, sum }: Series, name: string) {
  let count = 0;
  const buckets = counts.map((here, i) => {
    count += here;
    return {
      metricName: `${name}_bucket`,
      value: count,
      labels: { ...labels, le: String(BOUNDS[i] ?? "+Inf") },
    };
  });
  return [
    ...buckets,
    { metricName: `${name}_sum`, value: sum, labels },
    { metricName: `${name}_count`, value: count, labels },
  ];
}
