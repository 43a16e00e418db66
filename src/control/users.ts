import type { Clock } from "#kernel/clock.ts";
import type { UserDirectory, UserRecord } from "#ports/users.ts";

import type { ControlDb } from "./control-db.ts";
import type { ControlTables } from "./tables.ts";

type PersonVerbs = Pick<UserDirectory, "createUser" | "userByEmail" | "userById" | "setPassword">;

/** The people who may sign in. */
export function userVerbs(db: ControlDb, clock: Clock): PersonVerbs {
  return {
    createUser: async ({ id, email, name, passwordHash }) => {
      const now = clock.now();
      const { numInsertedOrUpdatedRows } = await db
        .insertInto("users")
        .values({ id, email, name, password_hash: passwordHash, created_at: now, updated_at: now })
        .onConflict((conflict) => conflict.column("email").doNothing())
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n ? "created" : "email_taken";
    },

    userByEmail: async (email) => {
      const row = await db.selectFrom("users").selectAll().where("email", "=", email).executeTakeFirst();
      return row && userOf(row);
    },

    userById: async (id) => {
      const row = await db.selectFrom("users").selectAll().where("id", "=", id).executeTakeFirst();
      return row && userOf(row);
    },

    setPassword: (userId, passwordHash) =>
      db.transaction().execute(async (tx) => {
        await tx
          .updateTable("users")
          .set({ password_hash: passwordHash, updated_at: clock.now() })
          .where("id", "=", userId)
          .execute();
        await tx.deleteFrom("sessions").where("user_id", "=", userId).execute();
      }),
  };
}

/** A row as the port shows it. */
export function userOf(row: Omit<ControlTables["users"], "updated_at">): UserRecord {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    passwordHash: row.password_hash,
    createdAt: row.created_at,
  };
}
