import fc from "fast-check";

import type { Terms } from "./salon-model.ts";

/** What people do in a salon. Numbers are indexes into what exists at that time. */
export type Command =
  | {
      readonly type: "book" | "hold";
      readonly service: Service;
      readonly staff: Person;
      readonly start: number;
    }
  | { readonly type: "book_held"; readonly nth: number }
  | { readonly type: "release" | "cancel" | "no_show" | "end_absence"; readonly nth: number }
  | { readonly type: "move"; readonly nth: number; readonly staff: Person; readonly start: number }
  | { readonly type: "wait"; readonly minutes: number }
  | {
      readonly type: "absence";
      readonly staff: "mia" | "noa";
      readonly start: number;
      readonly minutes: number;
    }
  | { readonly type: "edit"; readonly service: Service; readonly change: Edit };

/** A change that the owner makes to a service. */
type Edit = {
  readonly price_cents?: number;
  readonly buffer_before_minutes?: number;
  readonly buffer_after_minutes?: number;
};

export type Service = keyof typeof SERVICES;
export type Person = "mia" | "noa" | undefined;

/** Friday 6 March, where the history begins at 10:00 in New York, and the following Monday and Tuesday. */
export const DAYS = [Date.UTC(2026, 2, 6), Date.UTC(2026, 2, 9), Date.UTC(2026, 2, 10)] as const;

const plain = {
  buffer_before_minutes: 0,
  buffer_after_minutes: 0,
  capacity: 1,
  resource_ids: [],
  price_cents: 4500,
};

/** With buffers, steps during which the person is free, a class, and a chair that two services need. */
export const SERVICES = {
  cut: {
    ...plain,
    duration_minutes: 30,
    steps: [{ minutes: 30 }],
    buffer_after_minutes: 10,
    resource_ids: ["chair"],
  },
  colour: {
    ...plain,
    duration_minutes: 90,
    buffer_before_minutes: 5,
    steps: [{ minutes: 30 }, { minutes: 45, staff_free: true }, { minutes: 15 }],
    resource_ids: ["chair", "basin"],
  },
  yoga: { ...plain, duration_minutes: 60, steps: [{ minutes: 60 }], capacity: 2 },
} satisfies Record<string, Terms>;

export const SKILLS = { mia: ["cut", "colour"], noa: ["cut", "colour", "yoga"] };
export const UNITS = { chair: 2, basin: 1 };

const MINUTE = 60_000;
const nth = fc.nat(50);
const service = fc.constantFrom<Service>("cut", "cut", "colour", "yoga");
const staff = fc.constantFrom<Person>(undefined, "mia", "noa");

/** Mostly on the grid of one morning, so that visits collide; seldom off the grid or out of hours. */
const start = fc
  .record({
    day: fc.constantFrom(...DAYS, DAYS[1], DAYS[1]),
    quarter: fc.oneof({ weight: 4, arbitrary: fc.nat(12) }, { weight: 1, arbitrary: fc.nat(40) }),
    off: fc.oneof(
      { weight: 12, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.constantFrom(1, 5, 10) },
    ),
  })
  .map(({ day, quarter, off }) => day + (13 * 60 + quarter * 15 + off) * MINUTE);

export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      type: fc.constantFrom("book" as const, "book" as const, "hold" as const),
      service,
      staff,
      start,
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("book_held" as const), nth }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constantFrom(
        "release" as const,
        "cancel" as const,
        "cancel" as const,
        "no_show" as const,
        "end_absence" as const,
      ),
      nth,
    }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constant("move" as const), nth, staff, start }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("wait" as const),
      minutes: fc.constantFrom(1, 4, 5, 6, 45, 600),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("absence" as const),
      staff: fc.constantFrom("mia" as const, "noa" as const),
      start,
      minutes: fc.constantFrom(20, 60, 180),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("edit" as const),
      service,
      change: fc.constantFrom<Edit>(
        { price_cents: 5000 },
        { buffer_after_minutes: 0 },
        { buffer_after_minutes: 20 },
        { buffer_before_minutes: 15 },
      ),
    }),
  },
);

/** The commands that an exclusion constraint can judge: one person, no shared time, no absences. */
export const anySingleCommand = anyCommand.filter(
  (command) =>
    command.type !== "absence" &&
    command.type !== "end_absence" &&
    command.type !== "edit" &&
    !("service" in command && command.service === "yoga"),
);
