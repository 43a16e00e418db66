import { describe, expect, it } from "vitest";

import { aTenantDb } from "#test/tenant-db.ts";

import { explain, slowSteps } from "./explain.ts";
import { statement } from "./query.ts";
import { build } from "./tenant-db.ts";

describe("explaining", () => {
  it("distinguishes a search from a scan and a sort", () => {
    const db = aTenantDb();
    const staff = build.selectFrom("staff").select("name");
    expect(slowSteps(db, staff.where("id", "=", "mia"))).toEqual([]);
    expect(slowSteps(db, staff)).toEqual(["SCAN staff"]);
    expect(slowSteps(db, staff.where("id", "=", "mia").orderBy("name"))).toHaveLength(0);
    expect(slowSteps(db, staff.orderBy("name"))).toEqual(["SCAN staff", "USE TEMP B-TREE FOR ORDER BY"]);
    expect(explain(db, staff.where("id", "=", "mia"))[0]).toContain("SEARCH staff");
  });
});

describe("what keeps a person busy", () => {
  const busy = statement((p: { subject: string; from: number; reach: number; to: number }) =>
    build
      .selectFrom("occupancies")
      .select(["start_at", "end_at"])
      .where("subject_id", "=", p.subject)
      .where("start_at", ">", p.reach)
      .where("start_at", "<", p.to)
      .where("end_at", ">", p.from),
  );

  it("is found without reading history", () => {
    const plan = explain(aTenantDb(), busy({ subject: "mia", from: 0, reach: 0, to: 1 }));
    expect(plan).toEqual([
      expect.stringMatching(
        /SEARCH occupancies USING .*INDEX occupancies_by_subject \(subject_id=\? AND start_at>\? AND start_at<\?\)/,
      ),
    ]);
  });
});
