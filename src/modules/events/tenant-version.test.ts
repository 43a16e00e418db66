import { expect, test } from "vitest";

import { aSalon } from "#test/salon.ts";

import { recordEvent, tenantVersion } from "./index.ts";

const CHAIR = { table: "resources", id: "chair", before: null, after: { quantity: 1 } } as const;

test("a transaction sees the version that it makes, and nobody else does when it is undone", () => {
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
