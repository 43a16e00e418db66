import type { TermsDocument } from "#db/tenant-tables.ts";
import { type Instant, MINUTE } from "#kernel/instant.ts";

/** A stretch of time of a person or thing: what a row of `occupancies` should contain. */
export type Stretch = { readonly subjectId: string; readonly start: Instant; readonly end: Instant };

export type PlacedItem = {
  readonly staff_id: string;
  readonly start_at: Instant;
  readonly terms: TermsDocument;
};

/**
 * What a visit occupies under the terms that it was booked with, derived minute by minute from SCHEDULING
 * rule 5, and from nothing that the booking engine uses.
 */
export function footprintByTerms({ staff_id: staffId, start_at: start, terms }: PlacedItem): Stretch[] {
  const from = start - terms.buffer_before_minutes * MINUTE;
  const needed = minutesOfStaff(terms);
  const person: Stretch[] = [];
  for (const [minute, isNeeded] of needed.entries()) {
    if (!isNeeded) continue;
    const at = from + minute * MINUTE;
    const last = person.at(-1);
    if (last?.end === at) person[person.length - 1] = { ...last, end: at + MINUTE };
    else person.push({ subjectId: staffId, start: at, end: at + MINUTE });
  }
  const end = from + needed.length * MINUTE;
  return [
    ...person,
    ...[...new Set(terms.resource_ids)].map((subjectId) => ({ subjectId, start: from, end })),
  ];
}

function minutesOfStaff(terms: TermsDocument): boolean[] {
  const steps = terms.steps.length > 0 ? terms.steps : [{ minutes: terms.duration_minutes }];
  return [
    ...Array<boolean>(terms.buffer_before_minutes).fill(true),
    ...steps.flatMap((step) => Array<boolean>(step.minutes).fill(step.staff_free !== true)),
    ...Array<boolean>(terms.buffer_after_minutes).fill(true),
  ];
}
