import type { Reply } from "./client.ts";

/** A visit as the server last said that it is. */
export type Known = {
  readonly uid: string;
  readonly token: string;
  readonly status: string;
  readonly start: string;
  readonly staffId: string;
  /** What was asked of it when the server died: it may be so, or as above. */
  readonly unknown?: { readonly status: string; readonly start: string } | undefined;
};

/** A booking that was asked for and not answered: it may exist, or not. */
export type Unanswered = { readonly key: string; readonly body: object };

/** What was acknowledged, whatever became of the server since. */
export function createLedger() {
  const visits = new Map<string, Known>();
  const unanswered = new Set<Unanswered>();
  const counts = { booked: 0, moved: 0, cancelled: 0, refused: 0, unsure: 0, lost: 0 };

  /** Notes the visit as an answer tells it. */
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
    /** Books, remembering what was asked should the answer never come. */
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
    /** Changes a visit; `wanted` is how it is if that succeeds. */
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
    /** What the server says now that is not what it said, in words. */
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
