import { AppError, invalid } from "#kernel/errors.ts";
import { formatInstant, type Instant, parseInstant } from "#kernel/instant.ts";
import { readLocalDateTime } from "#kernel/local-date-time.ts";
import type { Zone } from "#kernel/zone.ts";

/**
 * Parses the `start` of a request. Throws a 400 that says what to send instead: for a local time without
 * offset the instant it probably means, for a skipped local time the next one that exists, for a repeated one
 * both instants.
 */
export function readStart(value: string, zone: Zone): Instant {
  const at = parseInstant(value);
  if (at !== undefined) return at;
  const local = readLocalDateTime(zone, value.slice(0, 16));
  if (!local || !/^[\d:T-]{16}(?::\d\d)?$/.test(value))
    throw invalid("start", "start must be an instant such as 2026-03-09T13:00:00Z.");
  switch (local.kind) {
    case "once":
      throw new AppError(
        "INVALID_ARGUMENT",
        "start needs its offset: send an instant such as 2026-03-09T13:00:00Z.",
        {
          path: "start",
          did_you_mean: formatInstant(local.at),
        },
      );
    case "gap":
      throw new AppError("TIME_DOES_NOT_EXIST", undefined, {
        path: "start",
        next_valid: formatInstant(local.change),
      });
    case "twice":
      throw new AppError("TIME_IS_AMBIGUOUS", undefined, {
        path: "start",
        choices: [formatInstant(local.earlier), formatInstant(local.later)],
      });
  }
}
