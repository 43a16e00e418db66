import { AppError } from "#kernel/errors.ts";
import type { Alarms } from "#ports/alarms.ts";
import type { DiskSpace, FreeSpace } from "#ports/disk-space.ts";

/**
 * `low`: nothing that can wait is started. `none`: no new bookings either, but existing ones can be read and
 * changed.
 */
export type Room = "ample" | "low" | "none";

/**
 * Refuses what would fill the disk before SQLite has to. Checking costs nothing, because the disk is measured
 * separately.
 */
export type DiskGuard = {
  /** Measures the disk; for a job that runs every few seconds. */
  readonly look: () => Promise<void>;
  readonly room: () => Room;
  /** Throws UNAVAILABLE if there is no room for new businesses, exports and backups. */
  readonly assertRoomToGrow: () => void;
  /** Throws UNAVAILABLE if there is no room for new bookings and holds. */
  readonly assertRoomToBook: () => void;
};

const MEGABYTE = 1024 * 1024;
const RESERVE = { share: 0.05, bytes: 500 * MEGABYTE };
const LAST_RESERVE = 100 * MEGABYTE;

/**
 * Decides the room from free bytes. The reserve is 5 % of the disk or 500 MB, whichever is less, since 5 % of a
 * large disk would be far too much.
 */
export function planRoom({ free, size }: FreeSpace): Room {
  if (free < LAST_RESERVE) return "none";
  return free < Math.min(size * RESERVE.share, RESERVE.bytes) ? "low" : "ample";
}

export type DiskGuardOptions = {
  readonly disk: DiskSpace;
  readonly alarms: Alarms;
  readonly measured: (free: number) => void;
};

/** Assumes room until the first measurement. */
export function createDiskGuard({ disk, alarms, measured }: DiskGuardOptions): DiskGuard {
  let room: Room = "ample";
  return {
    look: async () => {
      const space = await disk.look();
      measured(space.free);
      room = planRoom(space);
      if (room === "ample") return alarms.clear("disk_space", "data_dir");
      const megabytes = Math.floor(space.free / MEGABYTE);
      alarms.raise("disk_space", "data_dir", `${megabytes} MB are free: ${REFUSED[room]}.`);
    },
    room: () => room,
    assertRoomToGrow: () => {
      if (room !== "ample")
        throw new AppError("UNAVAILABLE", "There isn't enough room on the disk for that at the moment.");
    },
    assertRoomToBook: () => {
      if (room === "none")
        throw new AppError(
          "UNAVAILABLE",
          "New bookings cannot be taken at the moment. Please try again soon.",
        );
    },
  };
}

const REFUSED = {
  low: "new businesses, exports and backups are refused",
  none: "new bookings are refused as well",
} as const;
