import { parseLocalDateTime } from "#kernel/local-date-time.ts";
import { formatTime, spokenDate } from "#kernel/time-label.ts";

import type { EngineEvent, OfferedSlotView } from "./engine-event.ts";

type Person = NonNullable<OfferedSlotView["staff"]>;

/** A time, with its person's place in the list; its label only where that is not told by the time itself. */
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
 * The document in which a turn's events are stored. Times are most of it, and written shortly: a row that has to be
 * continued on a second page costs a page more to write, and has to be read there even to be passed by.
 */
export function writeEvents(events: readonly EngineEvent[]): string {
  return JSON.stringify(events.map(packed));
}

/** The events as they were; without those that other code has stored in a way that cannot be read. */
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

/** What a time is called, unless the clock shows it twice. */
function labelOf(startLocal: string): string {
  const local = parseLocalDateTime(startLocal);
  return local ? `${spokenDate(local.date)}, ${formatTime(local.minutes)}` : "";
}
