import { type Selectable, sql } from "kysely";

import { statement } from "#db/query.ts";
import { build, type TenantReads, type TenantTx } from "#db/tenant-db.ts";
import type {
  ChainEnd,
  ChainStepState,
  WaitlistChainsTable,
  WaitlistChainStepsTable,
} from "#db/waitlist-tables.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

export type ChainRow = Selectable<WaitlistChainsTable>;
export type StepRow = Selectable<WaitlistChainStepsTable>;

/** The link that an offer belongs to, and its chain. Throws if the offer is not part of a chain. */
export function stepOfOffer(
  db: TenantReads,
  offerId: string,
): { readonly step: StepRow; readonly chain: ChainRow } {
  const step = db.first(stepByOffer({ offer: offerId }));
  const chain = step && db.first(chainById({ id: step.chain_id }));
  if (!step || !chain) throw new Error(`The offer ${offerId} belongs to no chain.`);
  return { step, chain };
}

/** The chain that would move this visit, or is moving it in this very transaction: its link has not ended. */
export function chainOfVisit(db: TenantReads, uid: string): ChainRow | undefined {
  const step = db.first(liveStepOfVisit({ uid }));
  return step && db.first(chainById({ id: step.chain_id }));
}

export function findChain(db: TenantReads, id: string): ChainRow | undefined {
  return db.first(chainById({ id }));
}

/** The links of a chain, starting at the freed time. */
export function stepsOf(db: TenantReads, chainId: string): StepRow[] {
  return db.all(stepsOfChain({ chain: chainId }));
}

/**
 * A chain that everybody has agreed to and that has not been carried out: all its entries are in auto-book
 * mode.
 */
export function firstAgreedChain(db: TenantReads): ChainRow | undefined {
  return db.first(agreedChain({}));
}

export function insertChain(tx: TenantTx, row: ChainRow): RowChange {
  tx.run(build.insertInto("waitlist_chains").values(row));
  return { table: "waitlist_chains", id: row.id, before: null, after: row };
}

export function insertStep(tx: TenantTx, row: StepRow): RowChange {
  tx.run(build.insertInto("waitlist_chain_steps").values(row));
  return { table: "waitlist_chain_steps", id: row.offer_id, before: null, after: row };
}

/** Writes how a chain ended, and returns the change. */
export function endChain(
  ctx: TenantContext,
  tx: TenantTx,
  before: ChainRow,
  end:
    | { readonly state: "done"; readonly why: null }
    | { readonly state: "released"; readonly why: ChainEnd },
): RowChange {
  const after: ChainRow = { ...before, ...end, decided_at: ctx.clock.now() };
  tx.run(
    build
      .updateTable("waitlist_chains")
      .set({ state: after.state, why: after.why, decided_at: after.decided_at })
      .where("id", "=", before.id),
  );
  return { table: "waitlist_chains", id: before.id, before, after };
}

/** Writes a link's new state, and returns the change. */
export function changeStep(
  tx: TenantTx,
  before: StepRow,
  columns: { readonly state: ChainStepState } & Partial<
    Pick<StepRow, "shown_price_cents" | "shown_minutes" | "answered_at">
  >,
): RowChange {
  const after: StepRow = { ...before, ...columns };
  tx.run(build.updateTable("waitlist_chain_steps").set(columns).where("offer_id", "=", before.offer_id));
  return { table: "waitlist_chain_steps", id: before.offer_id, before, after };
}

const stepByOffer = statement((p: { offer: string }) =>
  build.selectFrom("waitlist_chain_steps").selectAll().where("offer_id", "=", p.offer),
);

const chainById = statement((p: { id: string }) =>
  build.selectFrom("waitlist_chains").selectAll().where("id", "=", p.id),
);

const stepsOfChain = statement((p: { chain: string }) =>
  build.selectFrom("waitlist_chain_steps").selectAll().where("chain_id", "=", p.chain).orderBy("position"),
);

// States are literals: a partial index cannot be matched against bound values.
export const liveStepOfVisit = statement((p: { uid: string }) =>
  build
    .selectFrom("waitlist_chain_steps")
    .selectAll()
    .where("visit_uid", "=", p.uid)
    .where("visit_uid", "is not", null)
    .where(sql<boolean>`state in (${sql.lit("asked")}, ${sql.lit("agreed")})`),
);

export const agreedChain = statement((_: object) =>
  build
    .selectFrom("waitlist_chains as chain")
    .selectAll("chain")
    .where(sql<boolean>`chain.state = ${sql.lit("open")}`)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom("waitlist_chain_steps as step")
            .select("step.offer_id")
            .whereRef("step.chain_id", "=", "chain.id")
            .where("step.state", "=", "asked"),
        ),
      ),
    )
    // The `+` makes SQLite sort the few matches; otherwise it would walk every chain there ever was in order
    // of id.
    .orderBy(sql`+chain.id`)
    .limit(1),
);
