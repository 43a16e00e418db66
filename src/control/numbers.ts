import type { ControlPlane } from "#ports/control-plane.ts";

import { type ControlDb, type ControlTx, keepOnly } from "./control-db.ts";

/** The phone numbers that a tenant answers, in E.164. */
export function numberVerbs(db: ControlDb): Pick<ControlPlane, "numbersOf" | "setNumbers"> {
  return {
    numbersOf: async (id) => {
      const rows = await db
        .selectFrom("phone_numbers")
        .select("number")
        .where("tenant_id", "=", id)
        .orderBy("number")
        .execute();
      return rows.map((row) => row.number);
    },
    setNumbers: (id, numbers) =>
      keepOnly(db, "set", async (tx) => ((await takeNumbers(tx, id, numbers)) ? "set" : "number_taken")),
  };
}

/** Replaces a tenant's numbers. False if one belongs to another tenant: the caller must then roll back. */
export async function takeNumbers(
  tx: ControlTx,
  tenantId: string,
  numbers: readonly string[],
): Promise<boolean> {
  await tx.deleteFrom("phone_numbers").where("tenant_id", "=", tenantId).execute();
  const wanted = [...new Set(numbers)];
  if (wanted.length === 0) return true;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("phone_numbers")
    .values(wanted.map((number) => ({ number, tenant_id: tenantId })))
    .onConflict((conflict) => conflict.column("number").doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === BigInt(wanted.length);
}
