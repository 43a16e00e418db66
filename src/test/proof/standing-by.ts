/**
 * A server that has loaded what it is made of and waits for a line on standard input before it begins, so
 * that it is ready while the one before it still lives.
 */
import { once } from "node:events";

import "#app";
import "#deps";

await once(process.stdin, "data");
process.stdin.destroy();
await import("../../main.ts");
