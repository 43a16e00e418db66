/**
 * A server that has loaded its modules and waits for a line on standard input before it begins, so that it is
 * ready while its predecessor still runs.
 */
import { once } from "node:events";
import { flushCompileCache } from "node:module";

import "#app";
import "#deps";

// Otherwise the compile cache is only written by an orderly exit, and these processes are killed.
flushCompileCache();
await once(process.stdin, "data");
process.stdin.destroy();
await import("../../main.ts");
