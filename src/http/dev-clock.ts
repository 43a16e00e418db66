import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { type Clock, movableClock } from "#kernel/clock.ts";
import type { Instant } from "#kernel/instant.ts";

/** A clock that can be pushed forward, for development. */
export type DevClock = Clock & { readonly advance: (milliseconds: number) => void };

/**
 * A clock that starts at `startsAt` (default: the machine's time) and stores in DATA_DIR how far it was
 * pushed, so that a restart does not turn it back.
 */
export function keepDevClock(dataDir: string, startsAt: Instant | undefined): DevClock {
  const path = join(dataDir, "clock-advanced");
  const clock = movableClock(startsAt, readAdvanced(path));
  return {
    now: clock.now,
    advance: (milliseconds) => {
      clock.advance(milliseconds);
      writeFileSync(`${path}.new`, String(clock.advanced()), { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
  };
}

function readAdvanced(path: string): number {
  try {
    const advanced = Number(readFileSync(path, "utf8"));
    return Number.isSafeInteger(advanced) && advanced >= 0 ? advanced : 0;
  } catch {
    // It was never pushed.
    return 0;
  }
}
