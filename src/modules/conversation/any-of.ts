import type { Instant } from "#kernel/instant.ts";
import type { SequenceSlot, ServiceWish, Slot } from "#modules/calendar/index.ts";

/** A service and who is to perform it. `among`: several people, any of whom will do. */
export type WishedItem = {
  readonly serviceId: string;
  readonly staffId?: string | undefined;
  readonly among?: readonly string[] | undefined;
};

/** Merges the times of these people: each time once, with those of them who are free then. */
export function withAnyOf(
  people: readonly string[] = [],
  find: (staffId: string | undefined) => readonly (Slot | SequenceSlot)[],
  { staffId }: { readonly staffId?: string | undefined } = {},
): readonly (Slot | SequenceSlot)[] {
  if (people.length === 0) return find(staffId);
  const byStart = new Map<Instant, Slot | SequenceSlot>();
  for (const slot of people.flatMap(find)) {
    const known = byStart.get(slot.start);
    const both = known && { ...known, staffIds: [...known.staffIds, ...slot.staffIds] };
    byStart.set(slot.start, both ?? slot);
  }
  return [...byStart.values()].toSorted((a, b) => a.start - b.start);
}

/** A requested member of staff is kept; if any of several will do, `person` is preferred among them. */
export function servedBy({ serviceId, staffId, among }: WishedItem, person: string | undefined): ServiceWish {
  const someone = person !== undefined && among?.includes(person) ? person : among?.[0];
  return { serviceId, staffId: staffId ?? someone };
}

export function onlyBy(slots: readonly Slot[], people: readonly string[]): readonly Slot[] {
  return slots.flatMap((slot) => {
    const staffIds = slot.staffIds.filter((id) => people.includes(id));
    return staffIds.length > 0 ? [{ ...slot, staffIds }] : [];
  });
}
