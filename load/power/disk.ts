import type { Chance } from "../../src/test/proof/chance.ts";

type Change =
  | { readonly kind: "write"; readonly offset: number; readonly data: Buffer }
  | { readonly kind: "truncate"; readonly size: number };

type File = { durable: Buffer; pending: Change[] };

/** The unit that a disk writes atomically, in bytes. */
const SECTOR = 512;

/**
 * Simulates files on a disk: synced data survives a power cut; of unsynced data, any part may. `honest:
 * false` simulates a disk that ignores syncs, which the proofs must detect.
 */
export function createDisk({ honest = true }: { readonly honest?: boolean } = {}) {
  const files = new Map<string, File>();
  const fileOf = (path: string): File => {
    const known = files.get(path) ?? { durable: Buffer.alloc(0), pending: [] };
    files.set(path, known);
    return known;
  };
  return {
    /** Sets a file's initial content. */
    put: (path: string, content: Buffer): void => void files.set(path, { durable: content, pending: [] }),
    write: (path: string, offset: number, data: Buffer): void =>
      void fileOf(path).pending.push({ kind: "write", offset, data }),
    truncate: (path: string, size: number): void =>
      void fileOf(path).pending.push({ kind: "truncate", size }),
    sync: (path: string): void => {
      const file = fileOf(path);
      if (!honest) return;
      file.durable = after(file.durable, file.pending);
      file.pending = [];
    },
    /** The content including unsynced writes, as seen by readers before any cut. */
    content: (path: string): Buffer => after(fileOf(path).durable, fileOf(path).pending),
    paths: (): readonly string[] => [...files.keys()],
    /** A content that could be there after a power cut now. */
    cut: (path: string, chance: Chance): Buffer => {
      const { durable, pending } = fileOf(path);
      return after(
        durable,
        pending.flatMap((change) => survivors(change, chance)),
      );
    },
  };
}

export type Disk = ReturnType<typeof createDisk>;

/** Applies changes in order. Gaps are zeros, as in any file. */
function after(content: Buffer, changes: readonly Change[]): Buffer {
  const ends = changes.map((change) =>
    change.kind === "truncate" ? change.size : change.offset + change.data.length,
  );
  const room = Buffer.alloc(Math.max(content.length, ...ends));
  let size = content.copy(room);
  for (const change of changes) {
    if (change.kind === "truncate") {
      room.fill(0, Math.min(size, change.size));
      size = change.size;
    } else {
      change.data.copy(room, change.offset);
      size = Math.max(size, change.offset + change.data.length);
    }
  }
  return room.subarray(0, size);
}

/** All of a change, none of it, or some of its sectors. */
function survivors(change: Change, chance: Chance): Change[] {
  const fate = chance.below(3);
  if (fate === 0) return [];
  if (fate === 1 || change.kind === "truncate") return [change];
  const { offset, data } = change;
  const sectors: Change[] = [];
  for (let from = 0; from < data.length; ) {
    const to = Math.min(data.length, (Math.floor((offset + from) / SECTOR) + 1) * SECTOR - offset);
    if (chance.below(2) === 0)
      sectors.push({ kind: "write", offset: offset + from, data: data.subarray(from, to) });
    from = to;
  }
  return sectors;
}
