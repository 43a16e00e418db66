import { parseLocalDateTime } from "#kernel/local-date-time.ts";
import { formatTime, spokenDate } from "#kernel/time-label.ts";

import type { EngineEvent, OfferedSlotView } from "./engine-event.ts";

type Person = NonNullable<OfferedSlotView["staff"]>;

/** A time with the index of its person; with a label only if the time itself does not imply it. */
type StoredSlot = readonly [
  slotId: string,
  start: string,
  startLocal: string,
  person: number | null,
  label?: string,
];

type StoredEvent =
  | Exclude<EngineEvent, { event: "slots" }>
  | { readonly event: "slots"; readonly people: readonly Person[]; readonly times: readonly StoredSlot[] };

/**
 * Serializes a turn's events. Most of the data is times, stored compactly: a row that spills onto an overflow
 * page costs an extra page write, and an extra read even to skip it.
 */
export function writeEvents(events: readonly EngineEvent[]): string {
  return JSON.stringify(events.map(packed));
}

/** Reads the events back, skipping any that other code stored in an unreadable form. */
export function readEvents(document: string): readonly EngineEvent[] {
  return (JSON.parse(document) as readonly (StoredEvent | EngineEvent)[]).flatMap((event) => {
    try {
      return event.event === "slots" && "times" in event ? unpacked(event) : event;
    } catch {
      return [];
    }
  });
}

function packed(event: EngineEvent): StoredEvent {
  if (event.event !== "slots") return event;
  const people: Person[] = [];
  const times = event.slots.map(({ slot_id, start, start_local, label, staff }): StoredSlot => {
    const person = staff && placeIn(people, staff);
    const stored = [slot_id, start, start_local, person] as const;
    return label === labelOf(start_local) ? stored : [...stored, label];
  });
  return { event: "slots", people, times };
}

function placeIn(people: Person[], person: Person): number {
  const known = people.findIndex(({ id }) => id === person.id);
  return known === -1 ? people.push(person) - 1 : known;
}

function unpacked({ people, times }: Extract<StoredEvent, { event: "slots" }>): EngineEvent {
  return {
    event: "slots",
    slots: times.map(([slot_id, start, start_local, person, label = labelOf(start_local)]) => {
      return { slot_id, start, start_local, label, staff: person === null ? null : people[person]! };
    }),
  };
}

/** The label of a time, unless its wall-clock hour occurs twice. */
function labelOf(startLocal: string): string {
  const local = parseLocalDateTime(startLocal);
  return local ? `${spokenDate(local.date)}, ${formatTime(local.minutes)}` : "";
}
