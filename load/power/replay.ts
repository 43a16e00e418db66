import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { createAcknowledged } from "./acknowledged.ts";
import { createDisk, type Disk } from "./disk.ts";
import type { Recording } from "./record.ts";
import type { Syscall } from "./syscalls.ts";

/** The tenant's file and its write-ahead log, relative to DATA_DIR. */
export function filesOf({ file }: Pick<Recording, "file">): readonly string[] {
  return [file, `${file}-wal`];
}

/** What the server acknowledged in a recording, and how much of it before each call. */
export function listen({ calls, visits }: Recording) {
  const acknowledged = createAcknowledged();
  let mark = acknowledged.mark();
  const marks = calls.map((call) => {
    if (!isAnswer(call)) return mark;
    acknowledged.hear(Buffer.concat(call.texts).toString());
    mark = acknowledged.mark();
    return mark;
  });
  for (const { uid, unknown } of visits) if (unknown) acknowledged.add(uid, unknown);
  return { acknowledged, marks };
}

/** Replays a recording on a disk, and calls `at` after each call. Returns the disk at the end. */
export function play(recording: Recording, disk: Disk, at: (index: number) => void = () => {}): Disk {
  const { before, dataDir, calls } = recording;
  const ours = filesOf(recording);
  for (const name of ours) {
    const path = join(before, name);
    disk.put(name, existsSync(path) ? readFileSync(path) : Buffer.alloc(0));
  }
  for (const [index, call] of calls.entries()) {
    const name = call.path.startsWith(`${dataDir}/`) ? call.path.slice(dataDir.length + 1) : "";
    if (ours.includes(name)) follow(disk, name, call);
    else if (/^(rename|unlink)/.test(call.name)) mustNotMove(call, ours);
    at(index);
  }
  return disk;
}

/**
 * Throws unless replaying everything results in exactly the files that the server left: then nothing was
 * missed.
 */
export function assertWhole(recording: Recording): void {
  const disk = play(recording, createDisk());
  for (const name of filesOf(recording)) {
    const left = readFileSync(join(recording.dataDir, name));
    if (!disk.content(name).equals(left)) throw new Error(`The trace does not lead to ${name} as it is.`);
  }
}

function follow(disk: Disk, name: string, { name: call, texts, numbers }: Syscall): void {
  const [data = Buffer.alloc(0)] = texts;
  if (call === "pwrite64") disk.write(name, numbers.at(-1) ?? 0, data);
  else if (call === "ftruncate") disk.truncate(name, numbers[0] ?? 0);
  else if (call === "fdatasync" || call === "fsync") disk.sync(name);
  else throw new Error(`${call} on ${name} is not understood.`);
}

function mustNotMove({ name, texts }: Syscall, ours: readonly string[]): void {
  const moved = texts.map(String).find((path) => ours.some((one) => path.endsWith(one)));
  if (moved !== undefined) throw new Error(`${name} of ${moved} is not understood.`);
}

function isAnswer({ name, path }: Syscall): boolean {
  return (name === "write" || name === "writev") && !path.startsWith("/");
}
