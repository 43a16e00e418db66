import { DAY, MINUTE } from "#kernel/instant.ts";
import { dateOfDay } from "#kernel/local-date.ts";
import type { Minute } from "#kernel/spans.ts";
import { formatTime, timeLabel } from "#kernel/time-label.ts";
import type { DayPiece, Zone } from "#kernel/zone.ts";

import type { SlotTable } from "./slot-table.ts";

export type Around = {
  readonly before?: string;
  readonly after?: string;
  /** Allocates the buffer; it may be larger than asked for. */
  readonly allocate?: (bytes: number) => Buffer;
};

/** A new buffer of this many bytes, shared with nobody. */
export function newMemory(bytes: number): Buffer {
  return Buffer.allocUnsafe(bytes);
}

/**
 * Serializes the slots exactly as `JSON.stringify` of their views (`slotView`) would, between the texts
 * `before` and `after`. A month has a thousand slots that differ in little but their time: the parts that one
 * day's slots share are copied, and the times are written into them.
 */
export function slotsJson(
  zone: Zone,
  table: SlotTable,
  { before = "", after = "", allocate = newMemory }: Around = {},
): Buffer {
  const { starts, teamAt, seatsAt, duration } = table;
  const tails = tailsOf(table.teams);
  const [beginning, ending] = [Buffer.from(`${before}[`), Buffer.from(`]${after}`)];
  const longest = HEAD.length + longestLabel(table) + tails.longest();
  const out = allocate(beginning.length + starts.length * longest + ending.length);
  const view = new DataView(out.buffer, out.byteOffset, out.length);
  let at = beginning.copy(out);
  let [stretch, piece] = [NO_STRETCH, 0];
  for (let i = 0; i < starts.length; i += 1) {
    const start = starts[i]!;
    if (start >= stretch.end) {
      while (table.pieces[piece]!.end <= start * MINUTE) piece += 1;
      stretch = stretchAt(start, duration, table.pieces[piece]!);
    }
    const minuteOfDay = start - stretch.localMidnight;
    out.set(stretch.head, at);
    writeTime(view, at + START, start - stretch.startMidnight);
    writeTime(view, at + END, start + duration - stretch.endMidnight);
    writeTime(view, at + START_LOCAL, minuteOfDay);
    at += HEAD.length;
    at += stretch.isPlain
      ? writeLabel(view, at, minuteOfDay)
      : out.write(timeLabel(zone, start * MINUTE), at);
    const tail = tails.of(teamAt[i]!, seatsAt[i]!);
    out.set(tail, at);
    at += tail.length;
  }
  // Overwrite the comma after the last slot.
  const last = starts.length > 0 ? at - 1 : at;
  return out.subarray(0, last + ending.copy(out, last));
}

/**
 * A stretch of time in which the dates of slots stay the same: the local date, and the UTC dates of their
 * starts and ends.
 */
type Stretch = {
  readonly end: Minute;
  /** The text that its slots share, up to the label, with 00:00 in place of every time. */
  readonly head: Buffer;
  readonly startMidnight: Minute;
  readonly endMidnight: Minute;
  readonly localMidnight: Minute;
  /** No local time occurs twice on this date. */
  readonly isPlain: boolean;
};

const MINUTES_A_DAY = DAY / MINUTE;

function stretchAt(start: Minute, duration: number, piece: DayPiece): Stretch {
  const [startsOn, endsOn] = [dayOf(start), dayOf(start + duration)];
  return {
    end: Math.min(
      piece.end / MINUTE,
      (startsOn + 1) * MINUTES_A_DAY,
      (endsOn + 1) * MINUTES_A_DAY - duration,
    ),
    head: Buffer.from(headOf(dateOfDay(startsOn), dateOfDay(endsOn), dateOfDay(piece.day))),
    startMidnight: startsOn * MINUTES_A_DAY,
    endMidnight: endsOn * MINUTES_A_DAY,
    localMidnight: piece.midnight / MINUTE,
    isPlain: isWhole(piece),
  };
}

const NO_STRETCH: Stretch = {
  end: -Infinity,
  head: Buffer.alloc(0),
  startMidnight: 0,
  endMidnight: 0,
  localMidnight: 0,
  isPlain: true,
};

function isWhole({ start, end }: DayPiece): boolean {
  return end - start === DAY;
}

/** The UTC day number. */
function dayOf(minute: Minute): number {
  return Math.floor(minute / MINUTES_A_DAY);
}

function headOf(start: string, end: string, local: string): string {
  return `{"start":"${start}T00:00:00Z","end":"${end}T00:00:00Z","start_local":"${local}T00:00","label":"`;
}

// The offsets of the times in a head.
const HEAD = headOf("2026-03-09", "2026-03-09", "2026-03-09");
const START = HEAD.indexOf("00:00");
const END = HEAD.indexOf("00:00", START + 8);
const START_LOCAL = HEAD.lastIndexOf("00:00");

/** The text after the label, by team and number of seats. */
type Tails = {
  readonly of: (team: number, seats: number) => Buffer;
  readonly longest: () => number;
};

/** Teams recur from answer to answer (see `rosterOf`), and with them their texts. */
const tailsByTeams = new WeakMap<SlotTable["teams"], Tails>();

function tailsOf(teams: SlotTable["teams"]): Tails {
  const known = tailsByTeams.get(teams) ?? rememberTails(teams);
  tailsByTeams.set(teams, known);
  return known;
}

function rememberTails(teams: SlotTable["teams"]): Tails {
  const peopleOf: string[] = [];
  // Most services have one seat: keeping those texts side by side helps when the CPU cache is cold.
  const ofOneSeat: Buffer[] = [];
  const ofMore: Buffer[][] = [];
  let longest = 0;
  const write = (team: number, seats: number) => Buffer.from(`${peopleOf[team]!}${seats}},`);
  return {
    of: (team, seats) =>
      seats === 1
        ? (ofOneSeat[team] ??= write(team, 1))
        : ((ofMore[team] ??= [])[seats] ??= write(team, seats)),
    // There may be more teams than last time.
    longest: () => {
      for (let team = peopleOf.length; team < teams.length; team += 1) {
        const people = `","staff_ids":${JSON.stringify(teams[team])},"seats_left":`;
        longest = Math.max(longest, Buffer.byteLength(people) + MOST_SEATS.length + "},".length);
        peopleOf.push(people);
      }
      return longest;
    },
  };
}

const MOST_SEATS = "1000";

/** `09:00 am` and the like; for a time that occurs twice the zone's abbreviation follows. */
function longestLabel({ pieces }: SlotTable): number {
  return pieces.every(isWhole) ? LABEL : LABEL + 32;
}

// The text of each minute of a day, in units of two and four characters, to need fewer and larger writes.
const minutes = Array.from({ length: MINUTES_A_DAY }, (_, minute) => minute);
const HOURS = Uint16Array.from(minutes, (minute) => codeOf(twoDigits(minute / 60)));
const MINUTES = Uint16Array.from(minutes, (minute) => codeOf(twoDigits(minute % 60)));
const LABEL = "12:00 pm".length;
const LABEL_HEADS = Uint32Array.from(minutes, (minute) => codeOf(formatTime(minute).slice(0, 4)));
const LABEL_TAILS = Uint32Array.from(minutes, (minute) => codeOf(formatTime(minute).slice(4).padEnd(4)));
const LABEL_LENGTHS = Uint8Array.from(minutes, (minute) => formatTime(minute).length);

function twoDigits(n: number): string {
  return String(Math.floor(n)).padStart(2, "0");
}

/** ASCII text as one big-endian number. */
function codeOf(text: string): number {
  return Buffer.from(text, "latin1").reduce((code, byte) => code * 256 + byte, 0);
}

function writeTime(out: DataView, at: number, minuteOfDay: number): void {
  out.setUint16(at, HOURS[minuteOfDay]!);
  out.setUint16(at + 3, MINUTES[minuteOfDay]!);
}

/** Writes eight characters; if the hour has one digit, the last of them is not part of the label. */
function writeLabel(out: DataView, at: number, minuteOfDay: number): number {
  out.setUint32(at, LABEL_HEADS[minuteOfDay]!);
  out.setUint32(at + 4, LABEL_TAILS[minuteOfDay]!);
  return LABEL_LENGTHS[minuteOfDay]!;
}
