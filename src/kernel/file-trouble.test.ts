import { expect, test } from "vitest";

import { AppError } from "./errors.ts";
import { fileTrouble } from "./file-trouble.ts";

const said = (code: string): Error => Object.assign(new Error("malformed"), { code });

test.each([
  [said("SQLITE_CORRUPT"), /is damaged \(SQLITE_CORRUPT\)\. /],
  [new AppError("UNAVAILABLE", undefined, undefined, { cause: said("SQLITE_FULL") }), /The disk is full/],
  [said("SQLITE_BUSY_SNAPSHOT"), /another process/],
  [said("SQLITE_CANTOPEN"), /writable/],
])("what a disk does is told in one line: %s", (error, words) => {
  expect(fileTrouble(error)).toMatch(words);
});

test.each([
  [said("SQLITE_CONSTRAINT")],
  [new AppError("UNAVAILABLE")],
  [new Error("x")],
  ["text"],
  [undefined],
])("anything else is not about a file: %s", (error) => {
  expect(fileTrouble(error)).toBeUndefined();
});
