import { Kysely, PGliteDialect } from "kysely";
import { Pool } from "pg";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";

import { fixedClock } from "#kernel/clock.ts";
import type { ControlPlane, NewTenant, TenantId } from "#ports/control-plane.ts";
import { aLog } from "#test/log.ts";
import { anEmptyPostgres } from "#test/postgres.ts";

import type { ControlDb } from "./control-db.ts";
import { createControlPlane } from "./control-plane.ts";
import { migrateControlPlane } from "./migrate.ts";
import { openPostgresControlPlane } from "./open-postgres.ts";
import { openSqliteControlPlane } from "./open-sqlite.ts";
import type { ControlTables } from "./tables.ts";

const NOON = Date.UTC(2026, 2, 6, 12);
const LUNA = "01kk000000000000000000luna" as TenantId;
const ROSA = "01kk000000000000000000r0sa" as TenantId;
const luna = aTenant(LUNA, "luna");
const rosa = aTenant(ROSA, "rosa");

function aTenant(id: string, slug: string): NewTenant {
  return { id, slug, plan: "starter", placement: "here", schemaVersion: 1 };
}

/**
 * A PostgreSQL server for these tests only, whose `public` schema they may drop:
 * `postgres://user@host/database`.
 */
const SERVER = process.env.TEST_POSTGRES_URL;

const engines = {
  SQLite: () => openSqliteControlPlane(":memory:", { clock }),
  "PostgreSQL within the process": async () => {
    const db: ControlDb = new Kysely<ControlTables>({
      dialect: new PGliteDialect({ pglite: await anEmptyPostgres() }),
    });
    await migrateControlPlane(db, "postgres");
    return { ...createControlPlane(db, clock), close: async () => {} };
  },
  "a PostgreSQL server": async () => {
    const pool = new Pool({ connectionString: SERVER });
    await pool.query("drop schema if exists public cascade; create schema public");
    await pool.end();
    // Two processes starting at the same time.
    const open = () => openPostgresControlPlane(SERVER ?? "", { clock, log: aLog() });
    const [control, other] = await Promise.all([open(), open()]);
    await other.close();
    return control;
  },
};

const runnable = (Object.keys(engines) as (keyof typeof engines)[]).filter(
  (name) => name !== "a PostgreSQL server" || SERVER !== undefined,
);

const clock = fixedClock(NOON);

describe.each(runnable)("the control plane on %s", (name) => {
  let control: ControlPlane;
  beforeAll(async () => void (name === "PostgreSQL within the process" && (await anEmptyPostgres())));
  beforeEach(async () => {
    control = await engines[name]();
    return () => control.close();
  });

  async function active(...tenants: NewTenant[]): Promise<void> {
    for (const tenant of tenants) {
      await control.reserveTenant(tenant);
      await control.activateTenant(tenant.id, []);
    }
  }

  it("answers", async () => {
    await expect(control.ping()).resolves.toBeUndefined();
  });

  describe("tenants", () => {
    it("are reserved, then active, under one slug each", async () => {
      expect(await control.reserveTenant(luna)).toBe(true);
      expect(await control.reserveTenant({ ...rosa, slug: "luna" })).toBe(false);
      expect(await control.tenantBySlug("luna")).toMatchObject({ id: LUNA, status: "provisioning" });
      expect(await control.unfinishedTenants("here")).toHaveLength(1);
      expect(await control.unfinishedTenants("elsewhere")).toEqual([]);

      expect(await control.activateTenant(LUNA, ["+12125550100"])).toBe("active");
      expect(await control.tenantBySlug("luna")).toEqual({
        id: LUNA,
        slug: "luna",
        plan: "starter",
        status: "active",
        canonicalHost: null,
        placement: "here",
        placementEpoch: 1,
        schemaVersion: 1,
        createdAt: NOON,
      });
      expect(await control.unfinishedTenants("here")).toEqual([]);
    });

    it("are activated once", async () => {
      await active(luna);
      await expect(control.activateTenant(LUNA, [])).rejects.toThrow("provisioned");
      await expect(control.activateTenant(ROSA, [])).rejects.toThrow("provisioned");
    });

    it("are not found by anything else", async () => {
      await active(luna);
      expect(await control.tenantBySlug("LUNA")).toBeUndefined();
      expect(await control.tenantById("luna")).toBeUndefined();
      expect(await control.tenantByHost("luna")).toBeUndefined();
      expect(await control.tenantByNumber("luna")).toBeUndefined();
    });

    it("are listed by slug, page by page, and searched as written", async () => {
      for (const slug of ["b", "a-b", "ab", "a_b"]) await active({ ...luna, id: slug, slug });
      const slugs = async (page: Parameters<ControlPlane["listTenants"]>[0]) =>
        (await control.listTenants(page)).map((tenant) => tenant.slug);
      expect(await slugs({ limit: 3 })).toEqual(["a-b", "a_b", "ab"]);
      expect(await slugs({ limit: 3, after: "ab" })).toEqual(["b"]);
      expect(await slugs({ limit: 9, search: "A" })).toEqual(["a-b", "a_b", "ab"]);
      expect(await slugs({ limit: 9, search: "_" })).toEqual(["a_b"]);
    });

    it("can change plan, status and slug, but not to a slug that is taken", async () => {
      await active(luna, rosa);
      expect(await control.changeTenant(LUNA, { plan: "premium", status: "suspended" })).toMatchObject({
        plan: "premium",
        status: "suspended",
        slug: "luna",
      });
      expect(await control.changeTenant(LUNA, { slug: "moon" })).toMatchObject({
        slug: "moon",
        plan: "premium",
      });
      await expect(control.changeTenant(LUNA, { slug: "rosa" })).rejects.toMatchObject({
        reason: "ALREADY_EXISTS",
      });
      expect(await control.changeTenant("nobody" as TenantId, { plan: "premium" })).toBeUndefined();
    });

    it("leave nothing behind when removed", async () => {
      await active(luna);
      await control.setNumbers(LUNA, ["+12125550100"]);
      await control.addHost(LUNA, "luna.example", "proof");
      await control.createApiKey({ id: "k", tenantId: LUNA, name: "till", hash: "h", lastFour: "1234" });
      await control.markDue(LUNA, NOON);
      await control.removeTenant(LUNA);
      expect(await control.tenantById(LUNA)).toBeUndefined();
      expect(await control.apiKeyByHash("h")).toBeUndefined();
      expect(await control.dueTenants(NOON, 9)).toEqual([]);
      expect(await control.hostsOf(LUNA)).toEqual([]);
      await control.reserveTenant({ ...rosa, slug: "luna" });
      expect(await control.activateTenant(ROSA, ["+12125550100"])).toBe("active");
    });
  });

  describe("phone numbers", () => {
    it("belong to one tenant; a set with a taken number changes nothing", async () => {
      await active(luna);
      expect(await control.setNumbers(LUNA, ["+12125550100", "+12125550100"])).toBe("set");
      expect(await control.tenantByNumber("+12125550100")).toMatchObject({ slug: "luna" });

      await control.reserveTenant(rosa);
      expect(await control.activateTenant(ROSA, ["+12125550101", "+12125550100"])).toBe("number_taken");
      expect(await control.tenantById(ROSA)).toMatchObject({ status: "provisioning" });
      expect(await control.activateTenant(ROSA, ["+12125550101"])).toBe("active");
      expect(await control.setNumbers(ROSA, ["+12125550102", "+12125550100"])).toBe("number_taken");
      expect(await control.numbersOf(ROSA)).toEqual(["+12125550101"]);
      expect(await control.setNumbers(ROSA, [])).toBe("set");
      expect(await control.tenantByNumber("+12125550101")).toBeUndefined();
    });
  });

  describe("hosts", () => {
    it("lead to a tenant once verified, and only to one", async () => {
      await active(luna, rosa);
      expect(await control.addHost(LUNA, "cut.example", "proof of luna")).toMatchObject({ verifiedAt: null });
      expect(await control.addHost(LUNA, "cut.example", "another proof")).toMatchObject({
        proof: "proof of luna",
      });
      await control.addHost(ROSA, "cut.example", "proof of rosa");
      expect(await control.tenantByHost("cut.example")).toBeUndefined();

      expect(await control.verifyHost(ROSA, "other.example")).toBe("unknown_host");
      expect(await control.verifyHost(ROSA, "cut.example")).toBe("verified");
      expect(await control.verifyHost(ROSA, "cut.example")).toBe("verified");
      expect(await control.verifyHost(LUNA, "cut.example")).toBe("host_taken");
      expect(await control.tenantByHost("cut.example")).toMatchObject({
        id: ROSA,
        canonicalHost: "cut.example",
      });
      expect(await control.tenantById(LUNA)).toMatchObject({ canonicalHost: null });

      expect(await control.removeHost(ROSA, "cut.example")).toBe(true);
      expect(await control.removeHost(ROSA, "cut.example")).toBe(false);
      expect(await control.tenantByHost("cut.example")).toBeUndefined();
      expect(await control.verifyHost(LUNA, "cut.example")).toBe("verified");
    });
  });

  describe("API keys", () => {
    it("are found by their hash until revoked", async () => {
      await active(luna, rosa);
      const key = await control.createApiKey({
        id: "k1",
        tenantId: LUNA,
        name: "till",
        hash: "h1",
        lastFour: "1234",
      });
      expect(key).toEqual({
        id: "k1",
        tenantId: LUNA,
        name: "till",
        lastFour: "1234",
        createdAt: NOON,
        revokedAt: null,
      });
      expect(await control.apiKeyByHash("h1")).toEqual(key);
      expect(await control.revokeApiKey(ROSA, "k1")).toBe(false);
      expect(await control.revokeApiKey(LUNA, "k1")).toBe(true);
      expect(await control.revokeApiKey(LUNA, "k1")).toBe(false);
      expect(await control.apiKeyByHash("h1")).toBeUndefined();
      expect(await control.listApiKeys(LUNA)).toEqual([{ ...key, revokedAt: NOON }]);
      expect(await control.listApiKeys(ROSA)).toEqual([]);
    });
  });

  describe("messages that wait for a person", () => {
    it("are counted across all tenants, as last reported", async () => {
      for (const tenant of [luna, rosa]) await control.reserveTenant(tenant);
      expect(await control.countUndelivered()).toBe(0);
      await control.recordUndelivered(LUNA, 3);
      await control.recordUndelivered(ROSA, 4);
      await control.recordUndelivered(LUNA, 1);
      expect(await control.countUndelivered()).toBe(5);
      await control.recordUndelivered(ROSA, 0);
      expect(await control.countUndelivered()).toBe(1);
      await control.removeTenant(LUNA);
      expect(await control.countUndelivered()).toBe(0);
    });
  });

  describe("due work", () => {
    it("is stored with its earliest instant", async () => {
      await active(luna, rosa);
      await control.markDue(LUNA, NOON + 10);
      await control.markDue(LUNA, NOON + 20);
      await control.markDue(ROSA, NOON + 5);
      expect(await control.dueTenants(NOON, 9)).toEqual([]);
      const due = await control.dueTenants(NOON + 10, 9);
      expect(due.map(({ tenantId, dueAt }) => [tenantId, dueAt])).toEqual([
        [ROSA, NOON + 5],
        [LUNA, NOON + 10],
      ]);
      expect(await control.dueTenants(NOON + 10, 1)).toHaveLength(1);
      expect([await control.countDue(NOON), await control.countDue(NOON + 10)]).toEqual([0, 2]);
    });

    it("is rescheduled, or settled for good", async () => {
      await active(luna);
      await control.markDue(LUNA, NOON);
      const [first] = await control.dueTenants(NOON, 1);
      await control.settleDue(first!, NOON + 10);
      expect(await control.dueTenants(NOON, 1)).toEqual([]);
      const [second] = await control.dueTenants(NOON + 10, 1);
      await control.settleDue(second!, null);
      expect(await control.dueTenants(NOON + 99, 1)).toEqual([]);
    });

    it("stays due if a wake-up came while it was worked on", async () => {
      await active(luna);
      await control.markDue(LUNA, NOON);
      const [worked] = await control.dueTenants(NOON, 1);
      await control.markDue(LUNA, NOON + 50);
      await control.settleDue(worked!, null);
      expect(await control.dueTenants(NOON, 1)).toHaveLength(1);
    });
  });

  describe("a placement", () => {
    it("is kept by its holder and never lapses unless given an expiry", async () => {
      await active(luna);
      const never = { holder: "here", now: NOON, until: null };
      expect(await control.claimPlacement(LUNA, never)).toEqual({ outcome: "ours", epoch: 1 });
      const other = { holder: "there", now: NOON + 1e9, until: null };
      expect(await control.claimPlacement(LUNA, other)).toEqual({ outcome: "elsewhere", holder: "here" });
      expect(await control.claimPlacement(ROSA, never)).toEqual({ outcome: "unknown_tenant" });
    });

    it("passes to another holder once lapsed, under the next epoch", async () => {
      await active(luna);
      await control.claimPlacement(LUNA, { holder: "here", now: NOON, until: NOON + 10 });
      const there = { holder: "there", now: NOON + 9, until: NOON + 30 };
      expect(await control.claimPlacement(LUNA, there)).toMatchObject({ outcome: "elsewhere" });
      expect(await control.claimPlacement(LUNA, { ...there, now: NOON + 10 })).toEqual({
        outcome: "ours",
        epoch: 2,
      });
      expect(
        await control.claimPlacement(LUNA, { holder: "here", now: NOON + 11, until: NOON + 40 }),
      ).toEqual({
        outcome: "elsewhere",
        holder: "there",
      });
      expect(await control.tenantById(LUNA)).toMatchObject({ placement: "there", placementEpoch: 2 });
    });
  });

  describe("schemas", () => {
    it("tell which files of a placement are behind, page by page", async () => {
      await active(luna, rosa, { ...luna, id: "far", slug: "far", placement: "there" });
      await control.reserveTenant({ ...luna, id: "new", slug: "new" });
      const page = { placement: "here", limit: 9 };
      expect(await control.tenantsBehind(1, page)).toEqual([]);
      expect(await control.tenantsBehind(2, page)).toEqual([LUNA, ROSA]);
      expect(await control.tenantsBehind(2, { ...page, after: LUNA })).toEqual([ROSA]);
      expect(await control.tenantsBehind(2, { ...page, limit: 1 })).toEqual([LUNA]);
      await control.recordSchema(LUNA, 2);
      expect(await control.tenantsBehind(2, page)).toEqual([ROSA]);
    });
  });

  describe("people", () => {
    const mia = { id: "u1", email: "mia@luna.example", name: "Mia", passwordHash: null };

    it("have one email address each", async () => {
      expect(await control.createUser(mia)).toBe("created");
      expect(await control.createUser({ ...mia, id: "u2" })).toBe("email_taken");
      expect(await control.userByEmail("mia@luna.example")).toEqual({ ...mia, createdAt: NOON });
      expect(await control.userById("u1")).toMatchObject({ name: "Mia" });
      expect(await control.userById("u2")).toBeUndefined();
    });

    it("have sessions that are found until they end or expire", async () => {
      await control.createUser(mia);
      const session = await control.createSession({ hash: "s1", userId: "u1", expiresAt: NOON + 10 });
      expect(await control.findSession("s1", NOON)).toEqual({ session, user: { ...mia, createdAt: NOON } });
      await control.touchSession("s1", NOON + 5);
      expect((await control.findSession("s1", NOON + 9))?.session).toMatchObject({
        createdAt: NOON,
        lastSeenAt: NOON + 5,
      });
      expect(await control.findSession("s1", NOON + 10)).toBeUndefined();
      expect(await control.endSession("s1")).toBe(true);
      expect(await control.endSession("s1")).toBe(false);
      expect(await control.findSession("s1", NOON)).toBeUndefined();
    });

    it("can end their other sessions; a new password ends all of them", async () => {
      await control.createUser(mia);
      for (const hash of ["s1", "s2", "s3"])
        await control.createSession({ hash, userId: "u1", expiresAt: NOON + 10 });
      expect(await control.sessionsOf("u1", NOON)).toHaveLength(3);
      expect(await control.endSessionsOf("u1", "s2")).toBe(2);
      expect((await control.sessionsOf("u1", NOON)).map((session) => session.hash)).toEqual(["s2"]);
      await control.setPassword("u1", "a hash");
      expect(await control.sessionsOf("u1", NOON)).toEqual([]);
      expect(await control.userById("u1")).toMatchObject({ passwordHash: "a hash" });
    });

    it("work for businesses, each with a role, until they leave or the business goes", async () => {
      await control.createUser(mia);
      for (const tenant of [luna, rosa]) await control.reserveTenant(tenant);
      await control.addMember({ userId: "u1", tenantId: LUNA, role: "owner" });
      await control.addMember({ userId: "u1", tenantId: ROSA, role: "owner" });
      await control.addMember({ userId: "u1", tenantId: ROSA, role: "staff" });
      expect(await control.findMember("u1", ROSA)).toEqual({ userId: "u1", tenantId: ROSA, role: "staff" });
      expect(await control.findMember("u2", ROSA)).toBeUndefined();
      expect((await control.membershipsOf("u1")).map(({ tenantId }) => tenantId).toSorted()).toEqual(
        [LUNA, ROSA].toSorted(),
      );
      expect(await control.removeMember("u1", LUNA)).toBe(true);
      expect(await control.removeMember("u1", LUNA)).toBe(false);
      await control.removeTenant(ROSA);
      expect(await control.membershipsOf("u1")).toEqual([]);
    });

    it("have their expired sessions removed", async () => {
      await control.createUser(mia);
      await control.createSession({ hash: "s1", userId: "u1", expiresAt: NOON });
      await control.createSession({ hash: "s2", userId: "u1", expiresAt: NOON + 1 });
      expect(await control.removeExpiredSessions(NOON)).toBe(1);
      expect(await control.endSession("s2")).toBe(true);
    });
  });
});
