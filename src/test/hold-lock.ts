/** A process for tests of the lock: owns DATA_DIR until it is killed. Run as `node hold-lock.ts DATA_DIR`. */
import { systemClock } from "#kernel/clock.ts";
import { randomIds } from "#kernel/ids.ts";
import { acquireDataDirLock } from "#tenancy/data-dir-lock.ts";

const acquired = acquireDataDirLock(process.argv[2] ?? "", randomIds(systemClock));
if (acquired.outcome === "acquired") acquired.lock.announce("http://127.0.0.1:3000");
process.stdout.write(acquired.outcome);
setInterval(() => {}, 60_000);
