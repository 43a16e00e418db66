import { describe, expect, it } from "vitest";
import { parse, readSourceFiles, type SourceFile } from "#test/architecture/source-file.ts";

/** The booking commands that create, move or end a visit. */
const COMMANDS =
  /\b(?:bookSlot|bookOnce|bookTogether|confirmBooking|bookSeries|bookSeriesInside|moveBooking|moveInside|moveSeries|moveScoped|cancelBooking|cancelInside|cancelSeries|cancelScoped|writeVisit|markInside|acceptOffer)\b/;
const TABLES = /\b(?:insert into|update|delete from)\s+"?(?:bookings|booking_items|occupancies)\b/i;

/** Returns the files of conversation and chat code that could create or change a visit. */
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
  it("is created, moved and cancelled by the gate, and by nothing else in a conversation", () => {
    const files = readSourceFiles();
    expect(files.length).toBeGreaterThan(100);
    expect(waysToVisits(files)).toEqual(["src/modules/conversation/gate.ts"]);
  });

  it.each([
    'import { bookSlot } from "#modules/booking/index.ts";',
    'import { cancelInside as quietly } from "#modules/booking/index.ts";',
    'tx.run(build.insertInto("bookings").values(row))',
    "const away = sql`delete from bookings where uid = ${uid}`",
  ])("is caught if touched elsewhere: %s", (source) => {
    expect(waysToVisits([parse("src/modules/conversation/tools/sneaky.ts", source)])).toHaveLength(1);
  });
});
