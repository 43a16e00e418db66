import type { Reply } from "./client.ts";

/** A visit as the server last described it. */
export type Known = {
  readonly uid: string;
  readonly token: string;
  readonly status: string;
  readonly start: string;
  readonly staffId: string;
  /** A change that was requested when the server died: either this or the state above may be true. */
  readonly unknown?: { readonly status: string; readonly start: string } | undefined;
};

/** A booking that was requested and not answered: it may exist or not. */
export type Unanswered = { readonly key: string; readonly body: object };

/** Records what was acknowledged, across restarts of the server. */
export function createLedger() {
  const visits = new Map<string, Known>();
  const unanswered = new Set<Unanswered>();
  const counts = { booked: 0, moved: 0, cancelled: 0, refused: 0, unsure: 0, lost: 0 };

  /** Records the visit from an answer. */
  function note({ body }: Reply, token: string): Known {
    const { uid, status, start, staff } = body.booking;
    const known = { uid, token, status, start, staffId: staff.id };
    visits.set(uid, known);
    return known;
  }

  return {
    visits,
    unanswered,
    counts,
    acknowledged: () => counts.booked + counts.moved + counts.cancelled,
    note,
    /** Books, and remembers the request in case the answer never comes. */
    book: async (asked: Unanswered, send: () => Promise<Reply>): Promise<Known | undefined> => {
      unanswered.add(asked);
      const reply = await send();
      if (reply.status === 0) {
        counts.lost++;
        return undefined;
      }
      // A server that failed may have kept it all the same: a commit whose fsync failed may be on the disk.
      if (reply.status >= 500) return void counts.unsure++;
      unanswered.delete(asked);
      if (reply.status !== 201) return void counts.refused++;
      counts.booked++;
      return note(reply, reply.body.manage_token);
    },
    /** Changes a visit; `wanted` is its state if that succeeds. */
    change: async (
      known: Known,
      wanted: { readonly status: string; readonly start: string },
      send: () => Promise<Reply>,
    ): Promise<void> => {
      visits.set(known.uid, { ...known, unknown: wanted });
      const reply = await send();
      if (reply.status === 0) return void counts.lost++;
      if (reply.status >= 500) return void counts.unsure++;
      if (reply.status !== 200) {
        counts.refused++;
        visits.set(known.uid, { ...known, unknown: undefined });
        return;
      }
      counts[wanted.status === "cancelled" ? "cancelled" : "moved"]++;
      note(reply, known.token);
    },
    /** Where the server's current state contradicts what it acknowledged, in words. */
    broken: (rows: readonly { uid: string; status: string; start: string; staffId: string }[]): string[] => {
      const found = new Map(rows.map((row) => [row.uid, row]));
      return [...visits.values()].flatMap((known) => {
        const row = found.get(known.uid);
        if (!row) return [`${known.uid} was acknowledged and is gone`];
        const asTold =
          row.status === known.status && row.start === known.start && row.staffId === known.staffId;
        const asAsked = row.status === known.unknown?.status && row.start === known.unknown.start;
        return asTold || asAsked
          ? []
          : [`${known.uid} is ${JSON.stringify(row)}, not ${JSON.stringify(known)}`];
      });
    },
  };
}

export type Ledger = ReturnType<typeof createLedger>;
