import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type ChainCandidate, type ChainFacts, type Fit, MOST_MOVES, planChain } from "./plan-chain.ts";

/** The hours at which somebody would come; `has` is the hour of their current visit. */
type Person = {
  readonly id: string;
  readonly at: readonly number[];
  readonly has?: number;
  readonly is?: string;
};
type Time = { readonly hour: number };
type Facts = ChainFacts<Time, number>;

/** People in waitlist order; somebody with a visit only moves to an earlier hour. */
function facts(people: readonly Person[]): Facts {
  const of = new Map(people.map((person) => [person.id, person]));
  const fit = ({ id }: ChainCandidate<Time>, { hour }: Time, placed: readonly number[]): Fit<number> => {
    const person = of.get(id);
    if (!person?.at.includes(hour)) return { why: "not_at_their_times", always: true };
    if (person.has !== undefined && person.has <= hour) return { why: "not_earlier", always: true };
    return placed.includes(hour) ? { why: "nothing_fits", always: false } : { at: hour };
  };
  const links = people.map(({ id, has, is = id }) => ({
    id,
    contactKeys: [is],
    leaves: has === undefined ? null : { hour: has },
  }));
  return { people: () => links, fit };
}

const said = (chain: ReturnType<typeof planChain<Time, number>>) =>
  chain?.map(({ id, at }) => `${id} at ${at}`).join(", ");

const plan = (people: readonly Person[], more = {}) => planChain({ hour: 9 }, facts(people), more);

const ana: Person = { id: "ana", at: [9], has: 11 };
const bea: Person = { id: "bea", at: [9, 10, 11], has: 14 };
const eva: Person = { id: "eva", at: [14], has: 15 };
const cleo: Person = { id: "cleo", at: [11] };
const dora: Person = { id: "dora", at: [14] };
const gina: Person = { id: "gina", at: [15] };

describe("a chain", () => {
  test.each<[string, readonly Person[], string | undefined]>([
    ["moves one visit for who waits for its time", [ana, cleo], "ana at 9, cleo at 11"],
    ["is none when nobody waits for what would be free", [ana, dora], undefined],
    ["is none when nobody would move", [cleo, dora], undefined],
    [
      "does not serve who would fit the freed time itself: that is no chain",
      [{ id: "fay", at: [9] }],
      undefined,
    ],
    ["moves two when one does not help", [ana, bea, dora], "bea at 9, dora at 14"],
    ["goes on while it must", [ana, { ...bea, at: [11] }, dora], "ana at 9, bea at 11, dora at 14"],
    ["moves three", [ana, { ...bea, at: [11] }, eva, gina], "ana at 9, bea at 11, eva at 14, gina at 15"],
    [
      "moves no more than three",
      [ana, { ...bea, at: [11] }, eva, { id: "hal", at: [15], has: 16 }, { id: "ida", at: [16] }],
      undefined,
    ],
    ["is the shortest, whoever comes first", [ana, bea, eva, gina, dora], "bea at 9, dora at 14"],
    ["of the shortest, takes who is first on the list", [bea, ana, cleo, dora], "bea at 9, dora at 14"],
    [
      "gives the last time to the first who waits",
      [ana, cleo, { id: "hal", at: [11] }],
      "ana at 9, cleo at 11",
    ],
    ["asks nobody twice", [ana, { ...cleo, is: "ana" }], undefined],
    [
      "passes over who is in it already",
      [ana, { ...cleo, is: "ana" }, { id: "hal", at: [11] }],
      "ana at 9, hal at 11",
    ],
  ])("%s", (_what, people, expected) => expect(said(plan(people))).toBe(expected));

  test("says why others were not chosen", () => {
    const fay: Person = { id: "fay", at: [16], has: 17 };
    const chain = plan([
      fay,
      { ...ana, id: "ann", has: 12 },
      ana,
      { id: "ian", at: [10, 11], has: 10 },
      { id: "joe", at: [11], has: 13 },
      dora,
      { ...cleo, is: "ana" },
      { id: "hal", at: [11] },
    ]);
    expect(chain).toEqual([
      {
        id: "ana",
        at: 9,
        passedOver: [
          { id: "fay", why: "not_at_their_times" },
          { id: "ann", why: "no_chain_so_short" },
        ],
      },
      {
        id: "hal",
        at: 11,
        passedOver: [
          { id: "fay", why: "not_at_their_times" },
          { id: "ann", why: "not_at_their_times" },
          { id: "ian", why: "not_earlier" },
          { id: "joe", why: "no_chain_so_short" },
          { id: "dora", why: "not_at_their_times" },
          { id: "cleo", why: "is_in_the_chain" },
        ],
      },
    ]);
  });

  test("follows a limited number of visits from each time", () => {
    const people = [ana, { ...bea, id: "b1", at: [9] }, dora];
    expect(said(plan(people, { mostTried: 1 }))).toBeUndefined();
    expect(said(plan(people, { mostTried: 2 }))).toBe("b1 at 9, dora at 14");
  });
});

test("is found in a bounded number of steps, however many would come earlier and however many wait in vain", () => {
  const movers = Array.from({ length: 60 }, (_, n): Person => {
    const has = 10 + n;
    return { id: `m${n}`, at: Array.from({ length: has - 9 }, (_, hours) => 9 + hours), has };
  });
  const others = Array.from({ length: 200 }, (_, n): Person => ({ id: `w${n}`, at: [8] }));
  const { fit, ...rest } = facts([...movers, ...others]);
  let looks = 0;
  const counting: Facts["fit"] = (...given) => {
    looks += 1;
    return fit(...given);
  };
  expect(planChain({ hour: 9 }, { ...rest, fit: counting })).toBeUndefined();
  // At most 5 + 25 + 125 times are each tried on all who wait, and on all who would move.
  expect(looks).toBeLessThan(155 * 260);
});

const hour = fc.integer({ min: 9, max: 14 });
const person = fc.record({
  at: fc.uniqueArray(hour, { minLength: 1, maxLength: 4 }),
  has: fc.option(fc.integer({ min: 10, max: 15 }), { nil: undefined }),
  is: fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h"),
});

test("equals what brute force finds", () => {
  fc.assert(
    fc.property(fc.array(person, { maxLength: 8 }), (drawn) => {
      const people = drawn.map(
        (one, n): Person => ({
          id: `p${n}`,
          at: one.at,
          is: one.is,
          ...(one.has !== undefined && { has: one.has }),
        }),
      );
      const found = plan(people, { mostTried: people.length + 1 });
      expect(found?.map(({ id, at }) => [id, at])).toEqual(everythingTried(people));
      const narrow = plan(people, { mostTried: 2 });
      expect(narrow === undefined || isChain(people, narrow)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

/** Brute force: every sequence of people, shortest first, then by their places on the list. */
function everythingTried(people: readonly Person[]): [string, number][] | undefined {
  let sequences: Person[][] = [[]];
  for (let links = 1; links <= MOST_MOVES + 1; links += 1) {
    sequences = sequences.flatMap((before) =>
      people.filter((one) => !before.includes(one)).map((one) => [...before, one]),
    );
    for (const sequence of sequences) {
      const chain = sequence.map((one, n) => ({ id: one.id, at: n === 0 ? 9 : (sequence[n - 1]?.has ?? 0) }));
      if (links > 1 && isChain(people, chain)) return chain.map(({ id, at }) => [id, at]);
    }
  }
  return undefined;
}

/** An independent definition of a valid chain. */
function isChain(people: readonly Person[], chain: readonly { id: string; at: number }[]): boolean {
  const links = chain.map(({ id }) => people.find((one) => one.id === id));
  const hours = chain.map(({ at }) => at);
  return (
    new Set(links.map((one) => one?.is)).size === links.length &&
    new Set(hours).size === hours.length &&
    links.every(
      (one, n) =>
        one?.at.includes(hours[n] ?? 0) === true &&
        hours[n] === (n === 0 ? 9 : links[n - 1]?.has) &&
        (n === links.length - 1 ? one.has === undefined : (one.has ?? 0) > (hours[n] ?? 0)),
    )
  );
}
