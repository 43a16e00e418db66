/**
 * For `node --import wait-for-cue.ts main.ts`: loads what the server is made of and waits for a line on
 * standard input before `main.ts` begins, so that the next server is ready while the last one still lives.
 */
import { once } from "node:events";

import "#app";
import "#deps";

await once(process.stdin, "data");
process.stdin.destroy();
