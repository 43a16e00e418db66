/** How a visit stood when the server said so. */
export type Standing = { readonly status: string; readonly start: string };

/** What a server acknowledged, read from the answers that it wrote, and what must be there after a cut. */
export function createAcknowledged() {
  const told = new Map<string, Standing[]>();
  const add = (uid: string, standing: Standing): void => {
    const before = told.get(uid) ?? [];
    const last = before.at(-1);
    if (last?.status !== standing.status || last.start !== standing.start)
      told.set(uid, [...before, standing]);
  };
  return {
    /** What was asked last and never answered: it may be so. */
    add,
    /** Reads an answer; whatever is none about a visit is passed over. */
    hear: (answer: string): void => {
      const body = /^HTTP\/1\.1 20[01] .*?\r\n\r\n(\{"booking":.*)$/s.exec(answer)?.[1];
      if (body === undefined) return;
      const { uid, status, start } = (JSON.parse(body) as { booking: Standing & { uid: string } }).booking;
      add(uid, { status, start });
    },
    /** How many acknowledgements there are now, by visit. */
    mark: (): ReadonlyMap<string, number> => new Map([...told].map(([uid, all]) => [uid, all.length])),
    /** What is missing of what was acknowledged at a mark. What was asked next may have been kept already. */
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
