/** A visit's state as acknowledged by the server. */
export type Standing = { readonly status: string; readonly start: string };

/** What a server acknowledged, according to its responses, and what must be there after a power cut. */
export function createAcknowledged() {
  const told = new Map<string, Standing[]>();
  const add = (uid: string, standing: Standing): void => {
    const before = told.get(uid) ?? [];
    const last = before.at(-1);
    if (last?.status !== standing.status || last.start !== standing.start)
      told.set(uid, [...before, standing]);
  };
  return {
    /** Adds a request that was never answered: it may have taken effect. */
    add,
    /** Reads a response; ignores those that are not about a visit. */
    hear: (answer: string): void => {
      const body = /^HTTP\/1\.1 20[01] .*?\r\n\r\n(\{"booking":.*)$/s.exec(answer)?.[1];
      if (body === undefined) return;
      const { uid, status, start } = (JSON.parse(body) as { booking: Standing & { uid: string } }).booking;
      add(uid, { status, start });
    },
    /** The number of acknowledgements so far, by visit. */
    mark: (): ReadonlyMap<string, number> => new Map([...told].map(([uid, all]) => [uid, all.length])),
    /** What is missing of everything acknowledged at a mark. Later requests may have been stored already. */
    missing: (marked: ReadonlyMap<string, number>, found: ReadonlyMap<string, Standing>): string[] =>
      [...marked].flatMap(([uid, count]) => {
        const row = found.get(uid);
        const fits = (told.get(uid) ?? [])
          .slice(count - 1, count + 1)
          .some(({ status, start }) => row?.status === status && row.start === start);
        return fits ? [] : [`${uid} was acknowledged and is ${row ? JSON.stringify(row) : "gone"}`];
      }),
  };
}
