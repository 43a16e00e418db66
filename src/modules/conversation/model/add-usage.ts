import { build, type TenantTx } from "#db/tenant-db.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import type { ModelUse } from "#modules/conversation/brain.ts";

/** Adds a turn's model usage to the figures of `date`, a local date of the business. */
export function addUsage(tx: TenantTx, date: LocalDate, uses: readonly ModelUse[]): void {
  for (const [, some] of Map.groupBy(uses, ({ provider, model }) => `${provider} ${model}`)) {
    const { provider, model } = some[0]!;
    const row = {
      date,
      provider,
      model,
      turns: 1,
      uncached_in: sum(some, "uncachedIn"),
      cache_read: sum(some, "cacheRead"),
      cache_write: sum(some, "cacheWrite"),
      output: sum(some, "output"),
      cost_micros: sum(some, "costMicros"),
    };
    tx.run(
      build
        .insertInto("model_usage")
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(["date", "provider", "model"]).doUpdateSet((old) => ({
            turns: old("model_usage.turns", "+", row.turns),
            uncached_in: old("model_usage.uncached_in", "+", row.uncached_in),
            cache_read: old("model_usage.cache_read", "+", row.cache_read),
            cache_write: old("model_usage.cache_write", "+", row.cache_write),
            output: old("model_usage.output", "+", row.output),
            cost_micros: old("model_usage.cost_micros", "+", row.cost_micros),
          })),
        ),
    );
  }
}

type Figure = "uncachedIn" | "cacheRead" | "cacheWrite" | "output" | "costMicros";

function sum(uses: readonly ModelUse[], figure: Figure): number {
  return uses.reduce((total, use) => total + use[figure], 0);
}
