import { join } from "node:path";

import { openFile } from "#db/open.ts";

import type { Work } from "./in-turns.ts";

/** The cheapest possible durable commit: one prepared insert, committed by itself, with our pragmas. */
export function oneRowInsert(folder: string): Work {
  const file = openFile(join(folder, "raw.db"), { kind: "tenant", create: true });
  file.exec(
    "create table visits (id integer primary key, start_at integer not null, note text not null) strict",
  );
  const insert = file.prepare("insert into visits (start_at, note) values (?, ?)");
  let count = 0;
  return () => insert.run((count += 1), "a visit of half an hour");
}
