import { describe, expect, it } from "vitest";

import { bind, statement } from "./query.ts";
import { build } from "./tenant-db.ts";

const byRef = statement((p: { ref: string; active: 0 | 1 }) =>
  build
    .selectFrom("staff")
    .select("name")
    .where("active", "=", p.active)
    .where("ref", "=", p.ref)
    .where("priority", "=", 7),
);

describe("a statement", () => {
  it("binds its values by name, whatever order they are given in", () => {
    const { sql, parameters } = byRef({ ref: "mia", active: 1 });
    expect(sql).toBe('select "name" from "staff" where "active" = +? and "ref" = +? and "priority" = +?');
    expect(parameters).toEqual([1, "mia", 7]);
  });

  it("is compiled once", () => {
    let built = 0;
    const counted = statement((p: { id: string }) => {
      built++;
      return build.selectFrom("staff").select("name").where("id", "=", p.id);
    });
    expect([counted({ id: "mia" }).parameters, counted({ id: "noor" }).parameters]).toEqual([
      ["mia"],
      ["noor"],
    ]);
    expect(built).toBe(1);
  });

  it("uses a value more than once, in inserts, updates and next to null", () => {
    const rename = statement((p: { id: string; name: string; at: number }) =>
      build
        .updateTable("staff")
        .set({ name: p.name, email: null, created_at: p.at, updated_at: p.at })
        .where("id", "=", p.id),
    );
    expect(rename({ at: 5, id: "mia", name: "Mia" }).parameters).toEqual(["Mia", null, 5, 5, "mia"]);
  });

  it("can be run just like a builder", () => {
    const built = build.selectFrom("staff").select("name").where("id", "=", "mia");
    expect(bind(built)).toMatchObject({
      sql: 'select "name" from "staff" where "id" = +?',
      parameters: ["mia"],
    });
    const bound = byRef({ ref: "mia", active: 1 });
    expect(bind(bound)).toBe(bound);
  });
});
