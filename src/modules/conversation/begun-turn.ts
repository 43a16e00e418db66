import type { TenantTx } from "#db/tenant-db.ts";
import { DAY } from "#kernel/instant.ts";
import { getAssistant } from "#modules/business/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { EventFeed } from "./event-feed.ts";
import { type FinishedTurn, finishTurn, insertTurn, type TurnRow } from "./turns.ts";

/**
 * A turn that has begun: the customer's message, and whether it is stored yet.
 *
 * A turn that completes without waiting is written in a single commit (`finish`); most turns of the built-in
 * brain are. The message is stored earlier (`store`) wherever something could come in between:
 * - before anything is awaited (a model);
 * - before the message causes any other write (a visit, a hold, a waitlist entry, an escalation), so that
 *   nothing is ever stored without the message that caused it;
 * - before another turn of the conversation begins or its turns are read, so that order and numbers match the
 *   file;
 * - when the turn fails.
 *
 * Until it is stored, no part of the answer is shown. So if the process dies, either there is no trace of the
 * turn and the customer repeats it, or the message is stored and the turn is resumed.
 */
export class BegunTurn {
  readonly row: TurnRow;
  readonly feed: EventFeed;
  readonly #ctx: TenantContext;
  #isStored: boolean;

  constructor(ctx: TenantContext, row: TurnRow, isStored: boolean) {
    this.#ctx = ctx;
    this.row = row;
    this.#isStored = isStored;
    this.feed = new EventFeed(row.turn, isStored);
  }

  /** Stores the message alone, unless it is stored already. */
  store(): void {
    if (this.#isStored) return;
    this.#ctx.db.write((tx) => insertTurn(tx, this.row));
    this.#stands();
  }

  /** Writes the finished turn and everything that `work` writes in one transaction. */
  finish(work: (tx: TenantTx) => FinishedTurn): void {
    this.#ctx.db.write((tx) => {
      const finished = work(tx);
      if (this.#isStored) finishTurn(tx, this.row, finished);
      else insertTurn(tx, { ...this.row, ...finished });
    });
    this.#stands();
  }

  #stands(): void {
    if (this.#isStored) return;
    this.#isStored = true;
    this.feed.open();
    // Wakes up when the texts reach the end of their retention.
    if (this.row.turn === 1) this.#ctx.wakeAt(this.row.at + getAssistant(this.#ctx.db).retention_days * DAY);
  }
}
