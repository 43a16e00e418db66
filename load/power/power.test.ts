import { describe, expect, test } from "vitest";

import { chanceOf } from "../../src/test/proof/chance.ts";

import { createAcknowledged } from "./acknowledged.ts";
import { createDisk } from "./disk.ts";
import { syscallReader } from "./syscalls.ts";

const hex = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16)}`).join("");

describe("a trace", () => {
  test("is read with paths, contents and offsets", () => {
    const read = syscallReader();
    expect(read(`17  pwrite64(21<${hex("/d/a-wal")}>, "${hex("hello")}", 5, 4152) = 5`)).toEqual({
      name: "pwrite64",
      path: "/d/a-wal",
      texts: [Buffer.from("hello")],
      numbers: [5, 4152],
      result: 5,
    });
    expect(read("17  fdatasync(21</d/a>) = 0")).toMatchObject({ name: "fdatasync", path: "/d/a", result: 0 });
  });

  test("counts a call from its end, and a failed one not at all", () => {
    const read = syscallReader();
    expect(read("17  fdatasync(21</d/a> <unfinished ...>")).toBeUndefined();
    expect(read(`18  write(3</d/b>, "${hex("x")}", 1) = 1`)).toMatchObject({ path: "/d/b" });
    expect(read("17  <... fdatasync resumed>) = 0")).toMatchObject({ name: "fdatasync", path: "/d/a" });
    expect(read("17  fdatasync(21</d/a>) = -1 EIO (Input/output error)")).toBeUndefined();
    expect(() => read(`17  write(3</d/b>, "${hex("x")}"..., 9) = 9`)).toThrow("short");
  });
});

describe("a disk", () => {
  const ends = (disk: ReturnType<typeof createDisk>): Set<string> =>
    new Set(Array.from({ length: 200 }, (_, seed) => disk.cut("/a", chanceOf(seed)).toString()));

  test("keeps what was synced, and any part of what was not", () => {
    const disk = createDisk();
    disk.put("/a", Buffer.from("old"));
    disk.write("/a", 0, Buffer.from("new"));
    expect(disk.content("/a").toString()).toBe("new");
    expect(ends(disk)).toEqual(new Set(["old", "new"]));
    disk.sync("/a");
    disk.truncate("/a", 1);
    expect(ends(disk)).toEqual(new Set(["new", "n"]));
  });

  test("tears a write between sectors only", () => {
    const disk = createDisk();
    disk.write("/a", 0, Buffer.alloc(1024, "x"));
    const lengths = new Set([...ends(disk)].map((text) => text.replaceAll("\0", "").length));
    expect(lengths).toEqual(new Set([0, 512, 1024]));
  });

  test("that lies loses what was synced", () => {
    const disk = createDisk({ honest: false });
    disk.write("/a", 0, Buffer.from("new"));
    disk.sync("/a");
    expect(ends(disk)).toContain("");
  });
});

describe("what was acknowledged", () => {
  const answer = (status: string, start: string): string =>
    `HTTP/1.1 201 Created\r\nx: y\r\n\r\n${JSON.stringify({ booking: { uid: "u1", status, start } })}`;

  test("must be found in its acknowledged state, or in the one acknowledged next", () => {
    const acknowledged = createAcknowledged();
    acknowledged.hear("HTTP/1.1 409 Conflict\r\n\r\n{}");
    acknowledged.hear(answer("confirmed", "9"));
    const marked = acknowledged.mark();
    acknowledged.hear(answer("confirmed", "10"));
    acknowledged.hear(answer("cancelled", "10"));
    const missing = (status: string, start: string) =>
      acknowledged.missing(marked, new Map([["u1", { status, start }]]));
    expect(missing("confirmed", "9")).toEqual([]);
    expect(missing("confirmed", "10")).toEqual([]);
    expect(missing("cancelled", "10")).toHaveLength(1);
    expect(acknowledged.missing(marked, new Map())).toEqual(["u1 was acknowledged and is gone"]);
    expect(acknowledged.missing(new Map(), new Map())).toEqual([]);
  });
});
