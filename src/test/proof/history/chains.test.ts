import { describe, expect, test } from "vitest";

import { acceptOffer, declineOffer } from "#modules/waitlist/index.ts";
import { aChainOf } from "#test/chain.ts";

import type { Row } from "../consistency.ts";
import { problemsOfHistory } from "./judge.ts";
import { type History, readHistory } from "./log.ts";

/** A chain of two visits that everyone agrees to, or that the last one declines. */
function aHistory(end: "done" | "released"): History {
  const { salon, everyone, free } = aChainOf(2);
  free();
  const ctx = salon.ctx();
  for (const [n, entry] of everyone.entries()) {
    if (end === "released" && n === 2) declineOffer(ctx, entry);
    else acceptOffer(ctx, entry);
  }
  return readHistory((sql) => salon.db.all({ sql, parameters: [] }));
}

/** The rows of a table as written by events of this kind. */
function rowsAfter({ events }: History, kind: string, table: string): Row[] {
  return events
    .filter((event) => event.kind === kind)
    .flatMap(({ changes }) => changes)
    .flatMap((change) => (change.table === table && change.after ? [change.after] : []));
}

describe("a chain", () => {
  test.each(["done", "released"] as const)("that is %s has no problems", (end) => {
    const history = aHistory(end);
    expect(history.events.map(({ kind }) => kind)).toContain(`waitlist_chain_${end}`);
    expect(problemsOfHistory(history)).toEqual([]);
  });

  test.each<["done" | "released", string, (history: History) => void, RegExp]>([
    [
      "done",
      "with a visit that did not move",
      (history) => {
        const [moved] = rowsAfter(history, "booking_rescheduled", "booking_items");
        if (moved) moved["start_at"] += 60_000;
      },
      /was carried out without /,
    ],
    [
      "done",
      "with one link that is not",
      (history) => {
        const [, second] = rowsAfter(history, "waitlist_chain_done", "waitlist_chain_steps");
        if (second) second["state"] = "agreed";
      },
      /was carried out without /,
    ],
    [
      "released",
      "with an offer that was taken",
      (history) => {
        const [first] = rowsAfter(history, "waitlist_chain_released", "waitlist_offers");
        if (first) first["state"] = "accepted";
      },
      /was let go of, but not for /,
    ],
    [
      "released",
      "with visits that have moved",
      (history) => {
        for (const step of rowsAfter(history, "waitlist_chain_released", "waitlist_chain_steps"))
          if (step["from_start_at"] !== null) step["from_start_at"] -= 60_000;
      },
      /has moved, though \w+ was let go of/,
    ],
    [
      "released",
      "with a link missing",
      (history) => {
        for (const { changes } of history.events) {
          const nth = changes.findIndex(({ table }) => table === "waitlist_chain_steps");
          if (nth >= 0) (changes as unknown[]).splice(nth, 1);
        }
      },
      /is no chain of visits/,
    ],
    [
      "released",
      "that passes somebody over without a reason",
      (history) => {
        const [, , last] = rowsAfter(history, "waitlist_chain_proposed", "waitlist_chain_steps");
        if (last) last["passed_over"] = "[]";
        (history.decisions as unknown[]).splice(0);
      },
      /and nobody (?:knows|wrote down) why/,
    ],
  ])("that is %s %s is detected", (end, _what, doctor, problem) => {
    const history = aHistory(end);
    doctor(history);
    expect(problemsOfHistory(history).join("\n")).toMatch(problem);
  });
});
