import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { type Candidate, planFairChoice } from "./plan-fair-choice.ts";

function candidate(staffId: string, over: Partial<Candidate> = {}): Candidate {
  return { staffId, priority: 0, lastBookedAt: null, levelFrom: 0, ...over };
}

describe("who serves somebody who asked for nobody in particular", () => {
  it("is whoever is free, if only one is", () => {
    expect(planFairChoice([candidate("mia")])).toEqual({
      staffId: "mia",
      rule: "only_one_free",
      among: ["mia"],
    });
  });

  it("goes by priority first", () => {
    const free = [candidate("ana", { priority: 1 }), candidate("mia", { priority: 0, lastBookedAt: 99 })];
    expect(planFairChoice(free)).toMatchObject({ staffId: "mia", rule: "priority", among: ["mia", "ana"] });
  });

  it("then by who was least recently booked", () => {
    const free = [candidate("ana", { lastBookedAt: 20 }), candidate("mia", { lastBookedAt: 10 })];
    expect(planFairChoice(free)).toMatchObject({ staffId: "mia", rule: "least_recently_booked" });
  });

  it("then by id", () => {
    const free = [candidate("mia", { lastBookedAt: 10 }), candidate("ana", { lastBookedAt: 10 })];
    expect(planFairChoice(free)).toMatchObject({ staffId: "ana", rule: "tie_by_id" });
  });

  it("starts someone new, or back from leave, level with colleagues", () => {
    const busy = candidate("mia", { lastBookedAt: 100 });
    expect(planFairChoice([candidate("new", { levelFrom: 120 }), busy]).staffId).toBe("mia");
    expect(planFairChoice([candidate("back", { lastBookedAt: 5, levelFrom: 120 }), busy]).staffId).toBe(
      "mia",
    );
    expect(planFairChoice([candidate("new", { levelFrom: 80 }), busy]).staffId).toBe("new");
  });

  it("does not depend on the order of those asked, and changes nothing", () => {
    const free = fc.uniqueArray(
      fc.record({
        staffId: fc.constantFrom("ana", "mia", "zoe", "eve"),
        priority: fc.integer({ min: 0, max: 1 }),
        lastBookedAt: fc.option(fc.integer({ min: 0, max: 2 })),
        levelFrom: fc.integer({ min: 0, max: 2 }),
      }),
      { minLength: 1, selector: (one) => one.staffId },
    );
    fc.assert(
      fc.property(free, (some) => {
        const frozen = Object.freeze(some);
        expect(planFairChoice(frozen.toReversed())).toEqual(planFairChoice(frozen));
      }),
    );
  });

  it("cannot be chosen when nobody is free", () => {
    expect(() => planFairChoice([])).toThrow("Nobody is free");
  });
});
