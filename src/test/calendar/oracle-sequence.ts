import type {
  CalendarRules,
  CountedPart,
  Occupied,
  OccupiedBySubject,
  SequenceQuery,
  ServiceRules,
  StaffRules,
} from "#modules/calendar/index.ts";

import { isAsked } from "./oracle.ts";
import { gridOf, staffMinutes } from "./oracle-grid.ts";
import { type Scene, sceneOf, workingMinutes } from "./oracle-hours.ts";
import { takesOneMore } from "./oracle-limits.ts";
import { MINUTE, type Minute, type Minutes, noMinutes } from "./oracle-time.ts";

/**
 * A visit of several services: when its parts start, and everyone who could serve them all, in order of
 * preference.
 */
export type OracleSequence = {
  readonly starts: readonly Minute[];
  readonly waiting: number;
  readonly casts: readonly (readonly string[])[];
};

type Part = { readonly person: Person; readonly start: Minute };
type Person = { readonly rules: StaffRules; readonly working: Minutes; readonly busy: Minutes };

/**
 * Visits of several services, as plainly as possible: tries every person and every wait for every part,
 * checks each minute that needs somebody or something, and keeps the best.
 */
export function oracleSequences(
  rules: CalendarRules,
  { occupied, visits }: { readonly occupied: OccupiedBySubject; readonly visits: readonly CountedPart[] },
  { items, ...query }: SequenceQuery,
): OracleSequence[] {
  const services = items.map((wish) => rules.services.get(wish.serviceId)!);
  if (!services.every((service) => service.active)) return [];
  const scenes = services.map((service) => sceneOf(rules, service, { ...query, serviceId: service.id }));
  const scene = scenes[0]!;
  const rowsOf = (id: string): readonly Occupied[] =>
    (occupied.get(id) ?? []).filter((row) => row.ownerId !== query.ignoreOwner);
  const people = rules.staff.map((person) => lookAt(scene, rowsOf(person.id), person));
  const mayDo = (person: Person, item: number): boolean =>
    person.rules.active &&
    person.rules.serviceIds.has(services[item]!.id) &&
    (items[item]!.staffId ?? person.rules.id) === person.rules.id;
  const grids = new Map(people.map((one) => [one, gridOf(scene, one.working, one.busy)]));

  const bare = services.map((service) => ({ ...service, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 }));
  const needed = bare.map((service) => staffMinutes(service));
  const serves = new Map(people.map((one) => [one, services.map(() => new Map<Minute, boolean>())]));
  function canServe(person: Person, item: number, start: Minute): boolean {
    const known = serves.get(person)![item]!;
    const before = known.get(start);
    if (before !== undefined) return before;
    const able =
      mayDo(person, item) &&
      worksFrom(person, start, bare[item]!.durationMinutes) &&
      needed[item]!.every((minute) => !person.busy.has(start + minute));
    known.set(start, able);
    return able;
  }

  function found(start: Minute): OracleSequence | undefined {
    let best: (OracleSequence & { readonly changes: number }) | undefined;
    const limited = (person: Person): boolean =>
      !takesOneMore(scene, visits, start, { limits: person.rules.limits, staffId: person.rules.id });
    function place(parts: readonly Part[], waiting: number, changes: number): void {
      if (best && (waiting > best.waiting || (waiting === best.waiting && changes > best.changes))) return;
      const last = parts.at(-1)!;
      if (parts.length === services.length) {
        if (!fitsWhole(rules, services, parts, rowsOf)) return;
        const starts = parts.map((part) => part.start);
        const cast = parts.map((part) => part.person.rules.id);
        const order = best
          ? compare([waiting, changes, ...starts], [best.waiting, best.changes, ...best.starts])
          : -1;
        if (order < 0) best = { starts, waiting, changes, casts: [cast] };
        else if (order === 0) best = { ...best!, casts: [...best!.casts, cast] };
        return;
      }
      const end = last.start + services[parts.length - 1]!.durationMinutes;
      for (let wait = 0; wait <= 15; wait += 1)
        for (const person of people)
          if (canServe(person, parts.length, end + wait) && !limited(person))
            place(
              [...parts, { person, start: end + wait }],
              waiting + wait,
              changes + (person === last.person ? 0 : 1),
            );
    }
    for (const person of people)
      if (grids.get(person)!.has(start) && canServe(person, 0, start) && !limited(person))
        place([{ person, start }], 0, 0);
    return best && { starts: best.starts, waiting: best.waiting, casts: best.casts };
  }

  const sequences: OracleSequence[] = [];
  for (let minute = scene.asked.first; minute < scene.asked.end; minute += 1) {
    if (!scenes.every((one) => isAsked(one, minute))) continue;
    if (!takesOneMore(scene, visits, minute, { limits: rules.limits })) continue;
    if (!services.every(({ id, limits }) => takesOneMore(scene, visits, minute, { limits, serviceId: id })))
      continue;
    const sequence = found(minute);
    if (sequence) sequences.push(sequence);
  }
  return sequences;
}

function lookAt(scene: Scene, rows: readonly Occupied[], rules: StaffRules): Person {
  const busy = noMinutes(scene.horizon);
  for (const row of rows)
    for (let minute = Math.floor(row.start / MINUTE); minute * MINUTE < row.end; minute += 1)
      busy.add(minute);
  return { rules, working: workingMinutes(scene, rules), busy };
}

function worksFrom({ working }: Person, start: Minute, length: number): boolean {
  for (let minute = start; minute < start + length; minute += 1) if (!working.has(minute)) return false;
  return true;
}

/**
 * Whether everyone and everything that the parts need is free of other claims, including remaining buffers.
 */
function fitsWhole(
  rules: CalendarRules,
  services: readonly ServiceRules[],
  parts: readonly Part[],
  rowsOf: (id: string) => readonly Occupied[],
): boolean {
  return parts.every(({ person, start }, i) => {
    const service = services[i]!;
    const end = start + service.durationMinutes;
    const [before, after] = [parts[i - 1], parts[i + 1]];
    // No buffer between parts for the same customer.
    const comes = before?.person === person ? before.start + services[i - 1]!.durationMinutes : -Infinity;
    const goes = after?.person === person ? after.start : Infinity;
    const first = Math.max(start - service.bufferBeforeMinutes, comes);
    const last = Math.min(end + service.bufferAfterMinutes, goes);
    for (let minute = first; minute < last; minute += 1)
      if ((minute < start || minute >= end) && person.busy.has(minute)) return false;
    return service.resourceIds.every((id) => {
      const quantity = rules.resources.get(id)?.quantity ?? 0;
      for (let minute = first; minute < last; minute += 1) {
        const there = rowsOf(id).filter(
          (row) => row.start < (minute + 1) * MINUTE && row.end > minute * MINUTE,
        );
        if (!leavesUnit(there, minute, quantity)) return false;
      }
      return true;
    });
  });
}

/**
 * At the start of the minute, and wherever something starts within it, fewer other claims than units must be
 * present.
 */
function leavesUnit(rows: readonly Occupied[], minute: Minute, quantity: number): boolean {
  const [from, to] = [minute * MINUTE, (minute + 1) * MINUTE];
  const starts = rows.map((row) => row.start).filter((at) => at > from && at < to);
  return [from, ...starts].every((at) => {
    const claims = rows.filter((row) => row.start <= at && at < row.end).map((row) => row.claim);
    return new Set(claims).size < quantity;
  });
}

function compare(a: readonly number[], b: readonly number[]): number {
  const differs = a.findIndex((one, i) => one !== b[i]);
  return differs < 0 ? 0 : a[differs]! - b[differs]!;
}
