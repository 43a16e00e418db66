import { describe, expect, it } from "vitest";
import { parse, readSourceFiles, type SourceFile } from "#test/architecture/source-file.ts";

/** The commands of booking that make, move or end a visit. */
const COMMANDS =
  /\b(?:bookSlot|bookOnce|bookTogether|confirmBooking|bookSeries|bookSeriesInside|moveBooking|moveInside|moveSeries|moveScoped|cancelBooking|cancelInside|cancelSeries|cancelScoped|writeVisit|markInside|acceptOffer)\b/;
const TABLES = /\b(?:insert into|update|delete from)\s+"?(?:bookings|booking_items|occupancies)\b/i;

/** Where a visit can come about in what a conversation does, and where chat speaks to it. */
function waysToVisits(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => /^src\/modules\/(?:conversation|chat)\//.test(path))
    .filter(
      ({ code, texts }) =>
        COMMANDS.test(code) || texts.some((text) => TABLES.test(text)) || isBuilt(code, texts),
    )
    .map(({ path }) => path);
}

function isBuilt(code: string, texts: readonly string[]): boolean {
  const writes = /\b(?:insertInto|updateTable|deleteFrom)\(/.test(code);
  return writes && texts.some((text) => /^(?:bookings|booking_items|occupancies)$/.test(text));
}

describe("a visit", () => {
  it("is made, moved and cancelled by the gate, and by nothing else in a conversation", () => {
    const files = readSourceFiles();
    expect(files.length).toBeGreaterThan(100);
    expect(waysToVisits(files)).toEqual(["src/modules/conversation/gate.ts"]);
  });

  it.each([
    'import { bookSlot } from "#modules/booking/index.ts";',
    'import { cancelInside as quietly } from "#modules/booking/index.ts";',
    'tx.run(build.insertInto("bookings").values(row))',
    "const away = sql`delete from bookings where uid = ${uid}`",
  ])("would be noticed elsewhere: %s", (source) => {
    expect(waysToVisits([parse("src/modules/conversation/tools/sneaky.ts", source)])).toHaveLength(1);
  });
});
