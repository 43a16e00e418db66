import fc from "fast-check";
import { expect, it } from "vitest";

import { writeCsv } from "./csv.ts";

it.each<[string | number | null, string]>([
  ["Ana", "Ana"],
  [null, ""],
  [4500, "4500"],
  ["a,b", '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ["two\nlines", '"two\nlines"'],
  ["=1+1", `"'=1+1"`],
  ["+SUM(A1)", `"'+SUM(A1)"`],
  ["-2+3", `"'-2+3"`],
  ["@cmd", `"'@cmd"`],
  ["\t=1", `"'\t=1"`],
  ["＝1", `"'＝1"`],
  ["+12125550123", "+12125550123"],
  ["-5", "-5"],
])("%j is written %s", (value, written) => {
  expect(writeCsv(["column"], [[value]])).toBe(`column\r\n${written}\r\n`);
});

it("no cell begins like a formula, and every text can be read back", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const [, line = ""] = writeCsv(["column"], [[text]]).split(/^column\r\n/);
      const cell = line.slice(0, -2);
      const read = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
      expect(/^[=@]/.test(read)).toBe(false);
      expect([text, `'${text}`]).toContain(read);
    }),
  );
});
