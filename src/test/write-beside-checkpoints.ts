/**
 * A process that inserts numbered rows into a tenant's file, one commit each, and prints each number once it
 * is durable, while a thread checkpoints the WAL without pause. Runs until it is killed. Start it with
 * `node write-beside-checkpoints.ts FILE`.
 */
import { writeSync } from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";

import { expectWrites, openFile } from "#db/open.ts";
import { createCheckpointer } from "#tenancy/checkpointer.ts";

const path = process.argv[2] ?? "";
const file = openFile(path, { kind: "tenant" });
expectWrites(file, "another");
const insert = file.prepare("insert into numbers (bytes) values (randomblob(3000))");
const { checkpoint } = createCheckpointer();

async function bringIn(): Promise<never> {
  for (;;) await checkpoint(path);
}

// Starting the thread takes a while; from here on, a kill hits it at work.
await checkpoint(path);
void bringIn();
for (;;) {
  for (let i = 0; i < 10; i += 1) writeSync(1, `${insert.run().lastInsertRowid}\n`);
  await nextTurn();
}
