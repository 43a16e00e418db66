/**
 * A server that has loaded what it is made of and waits for a line on standard input before it begins, so
 * that it is ready while the one before it still lives.
 */
import { once } from "node:events";
import { flushCompileCache } from "node:module";

import "#app";
import "#deps";

// Else it is kept when a process ends by itself, and these are killed.
flushCompileCache();
await once(process.stdin, "data");
process.stdin.destroy();
await import("../../main.ts");
