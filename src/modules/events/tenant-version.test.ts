import { expect, test } from "vitest";

import { aSalon } from "#test/salon.ts";

import { recordEvent, tenantVersion } from "./index.ts";

const CHAIR = { table: "resources", id: "chair", before: null, after: { quantity: 1 } } as const;

test("a transaction sees the version that it creates, which is gone if it is rolled back", () => {
  const salon = aSalon();
  const before = tenantVersion(salon.db);
  const attempt = () =>
    salon.db.write((tx) => {
      expect(tenantVersion(tx)).toEqual(before);
      recordEvent(salon.ctx(), tx, { kind: "tried", subject: "test:1", changes: [CHAIR] });
      const first = tenantVersion(tx);
      expect(first).toMatchObject({ config: before.config + 1 });
      recordEvent(salon.ctx(), tx, { kind: "tried", subject: "test:2", changes: [] });
      expect(tenantVersion(tx)).toMatchObject({ config: first.config });
      expect(tenantVersion(tx).event).not.toBe(first.event);
      throw new Error("undone");
    });
  expect(attempt).toThrow("undone");
  expect(tenantVersion(salon.db)).toEqual(before);
  salon.db.write((tx) => expect(tenantVersion(tx)).toEqual(before));
});

test("transactions that are committed together see each other's versions, but not those rolled back", async () => {
  const salon = aSalon();
  const seen: string[] = [];
  const work = (subject: string, isUndone = false) =>
    salon.db.writeTogether((tx) => {
      seen.push(tenantVersion(tx).event);
      const { id } = recordEvent(salon.ctx(), tx, { kind: "tried", subject, changes: [] });
      expect(tenantVersion(tx).event).toBe(id);
      if (isUndone) throw new Error("undone");
      return id;
    });
  const before = tenantVersion(salon.db).event;
  const undone = work("test:1", true).catch(() => "undone");
  const [first, third, ended] = await Promise.all([work("test:2"), work("test:3"), undone]);
  expect(ended).toBe("undone");
  // If one throws, all run twice: the shared transaction is rolled back, then each runs alone.
  expect(seen).toEqual([before, before, before, first]);
  expect(tenantVersion(salon.db).event).toBe(third);
});
