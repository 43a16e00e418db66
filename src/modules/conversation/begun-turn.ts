import type { TenantTx } from "#db/tenant-db.ts";
import { DAY } from "#kernel/instant.ts";
import { getAssistant } from "#modules/business/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { EventFeed } from "./event-feed.ts";
import { type FinishedTurn, finishTurn, insertTurn, type TurnRow } from "./turns.ts";

/**
 * A turn on its way into the file: what the customer said, and whether that is stored yet.
 *
 * A turn that is over as soon as it has begun is written as a whole, in one commit (`finish`): most turns of the
 * built-in brain are. What was said is stored before (`store`) where anything could come between:
 * - before anybody is waited for (a model);
 * - before anything else is written on account of what was said (a visit, a hold, a waitlist entry, a call for a
 *   person), so that there is nothing of which nobody knows why it was done;
 * - before another turn of the conversation begins, or its turns are read, so that their order and number are those of
 *   the file;
 * - when the turn fails.
 * Until it is stored nobody is shown a word of the answer. So whenever the process ends, either nothing of the turn
 * was there and the customer says it again, or the message stands and is taken up again.
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

  /** Stores what was said by itself, if it is not stored yet. */
  store(): void {
    if (this.#isStored) return;
    this.#ctx.db.write((tx) => insertTurn(tx, this.row));
    this.#stands();
  }

  /** Writes how the turn ended, with everything that `work` writes, in one transaction. */
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
    // Its texts are not kept for ever.
    if (this.row.turn === 1) this.#ctx.wakeAt(this.row.at + getAssistant(this.#ctx.db).retention_days * DAY);
  }
}
