import type { Config } from "#config";
import { type DevClock, keepDevClock } from "#http/dev-clock.ts";
import { type Clock, systemClock } from "#kernel/clock.ts";
import { type Ids, randomIds } from "#kernel/ids.ts";
import { createLogger, type ProcessLog } from "#observe/logger.ts";
import { createMetrics, type Metrics } from "#observe/metrics.ts";

import { chooseTelemetry, type Telemetry } from "./telemetry.ts";

/** What every part of the application uses. */
export type Basics = {
  readonly clock: Clock;
  /** The clock, if it can be set: never in production. */
  readonly devClock: DevClock | undefined;
  readonly ids: Ids;
  readonly log: ProcessLog;
  readonly metrics: Metrics;
  readonly telemetry: Telemetry;
};

/** What tests may replace of it. */
export type BasicsOverrides = {
  readonly clock?: DevClock;
  readonly ids?: Ids;
  readonly log?: ProcessLog;
};

/** Chooses the clock, the ids, and where the log and the measurements go. */
export async function chooseBasics(
  config: Config,
  dataDir: string,
  overrides: BasicsOverrides,
): Promise<Basics> {
  const { production } = config;
  const devClock = overrides.clock ?? (production ? undefined : keepDevClock(dataDir, config.clock));
  const clock = devClock ?? systemClock;
  const plainLog = overrides.log ?? createLogger({ clock, level: config.logLevel });
  const telemetry = await chooseTelemetry(config, plainLog);
  return {
    clock,
    devClock: production ? undefined : devClock,
    ids: overrides.ids ?? randomIds(clock),
    log: telemetry.log,
    metrics: createMetrics(),
    telemetry,
  };
}
