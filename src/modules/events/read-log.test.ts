import { describe, expect, test } from "vitest";

import { aSalon } from "#test/salon.ts";

import { eventsBackwards, findFirstEvent, latestEvent } from "./read-log.ts";
import { recordEvent } from "./record-event.ts";

/** A salon with this many events, a minute apart. */
function aSalonWith(events: number) {
  const salon = aSalon();
  for (let i = 1; i <= events; i += 1) {
    salon.db.write((tx) => {
      const change = { table: "resources", id: `chair-${i}`, before: null, after: { quantity: i } } as const;
      recordEvent(salon.ctx(), tx, { kind: "tried", subject: `test:${i}`, changes: [change] });
    });
    salon.clock.advance(60_000);
  }
  return salon;
}

async function read(events: AsyncIterable<{ readonly subject: string }>): Promise<string[]> {
  const subjects: string[] = [];
  for await (const { subject } of events) subjects.push(subject);
  return subjects;
}

const countedDown = (from: number) => Array.from({ length: from }, (_, i) => `test:${from - i}`);

describe("the log, read backwards", () => {
  test.each([0, 1, 199, 200, 201, 450])("has each of %i events once, the latest first", async (count) => {
    const { db } = aSalonWith(count);
    expect(await read(eventsBackwards(db, latestEvent(db)))).toEqual(countedDown(count));
  });

  test("is read up to its end at the time when reading began", async () => {
    const salon = aSalonWith(205);
    const log = eventsBackwards(salon.db, latestEvent(salon.db));
    const seen = [(await log.next()).value?.subject];
    salon.db.write((tx) => {
      recordEvent(salon.ctx(), tx, { kind: "tried", subject: "test:later", changes: [] });
    });
    expect([...seen, ...(await read(log))]).toEqual(countedDown(205));
    expect(await read(eventsBackwards(salon.db, 3))).toEqual(countedDown(3));
  });

  test("has rows as they were written, and the time of the first event", async () => {
    const salon = aSalonWith(2);
    const { value } = await eventsBackwards(salon.db, 1).next();
    expect(value).toMatchObject({
      seq: 1,
      kind: "tried",
      changes: [{ table: "resources", id: "chair-1", before: null, after: { quantity: 1 } }],
    });
    expect(findFirstEvent(salon.db)).toEqual({ at: value?.at });
    expect(findFirstEvent(aSalon().db)).toBeUndefined();
  });
});
