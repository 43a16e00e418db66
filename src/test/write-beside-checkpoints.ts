/**
 * A process that numbers rows of a tenant's file, one commit each, and says each number when it is kept, while a thread
 * brings the log into the file without a pause. It goes on until it is killed. Run as
 * `node write-beside-checkpoints.ts FILE`.
 */
import { writeSync } from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";

import { expectWrites, openFile } from "#db/open.ts";
import { createCheckpointer } from "#tenancy/checkpointer.ts";

const path = process.argv[2] ?? "";
const file = openFile(path, { kind: "tenant" });
expectWrites(file, "somebody_else");
const insert = file.prepare("insert into numbers (bytes) values (randomblob(3000))");
const { checkpoint } = createCheckpointer();

async function bringIn(): Promise<never> {
  for (;;) await checkpoint(path);
}

// The thread takes a while to start; from here on a kill meets it at work.
await checkpoint(path);
void bringIn();
for (;;) {
  for (let i = 0; i < 10; i += 1) writeSync(1, `${insert.run().lastInsertRowid}\n`);
  await nextTurn();
}
