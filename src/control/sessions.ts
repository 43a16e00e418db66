import type { Clock } from "#kernel/clock.ts";
import type { SessionRecord, UserDirectory } from "#ports/users.ts";

import type { ControlDb } from "./control-db.ts";
import type { ControlTables } from "./tables.ts";
import { userOf } from "./users.ts";

type SessionVerbs = Pick<
  UserDirectory,
  | "createSession"
  | "findSession"
  | "touchSession"
  | "endSession"
  | "endSessionsOf"
  | "sessionsOf"
  | "removeExpiredSessions"
>;

/** Sign-in sessions. They are rows, so that signing out ends one wherever its cookie is. */
export function sessionVerbs(db: ControlDb, clock: Clock): SessionVerbs {
  return {
    createSession: async ({ hash, userId, expiresAt }) => {
      const now = clock.now();
      const row = { hash, user_id: userId, created_at: now, last_seen_at: now, expires_at: expiresAt };
      await db.insertInto("sessions").values(row).execute();
      return sessionOf(row);
    },

    findSession: async (hash, now) => {
      const row = await db
        .selectFrom("sessions")
        .innerJoin("users", "users.id", "sessions.user_id")
        .select(["hash", "user_id", "sessions.created_at as began_at", "last_seen_at", "expires_at"])
        .select(["users.id", "email", "name", "password_hash", "users.created_at"])
        .where("hash", "=", hash)
        .where("expires_at", ">", now)
        .executeTakeFirst();
      return row && { session: sessionOf({ ...row, created_at: row.began_at }), user: userOf(row) };
    },

    touchSession: async (hash, at) => {
      await db.updateTable("sessions").set({ last_seen_at: at }).where("hash", "=", hash).execute();
    },

    endSession: async (hash) => {
      const { numDeletedRows } = await db
        .deleteFrom("sessions")
        .where("hash", "=", hash)
        .executeTakeFirstOrThrow();
      return numDeletedRows === 1n;
    },

    endSessionsOf: async (userId, except) => {
      const { numDeletedRows } = await db
        .deleteFrom("sessions")
        .where("user_id", "=", userId)
        .where("hash", "<>", except ?? "")
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },

    sessionsOf: async (userId, now) => {
      const rows = await db
        .selectFrom("sessions")
        .selectAll()
        .where("user_id", "=", userId)
        .where("expires_at", ">", now)
        .orderBy("created_at", "desc")
        .orderBy("hash")
        .execute();
      return rows.map(sessionOf);
    },

    removeExpiredSessions: async (now) => {
      const { numDeletedRows } = await db
        .deleteFrom("sessions")
        .where("expires_at", "<=", now)
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
}

function sessionOf(row: ControlTables["sessions"]): SessionRecord {
  return {
    hash: row.hash,
    userId: row.user_id,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
  };
}
