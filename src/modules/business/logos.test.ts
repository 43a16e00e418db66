import { readdirSync } from "node:fs";
import { expect, test } from "vitest";

import { logoAddress, OWN_LOGOS } from "./fields.ts";

test("our own logos are the files in public/logos", () => {
  const files = readdirSync("public/logos").map((name) => `/assets/logos/${name}`);
  expect(files.toSorted()).toEqual([...OWN_LOGOS].toSorted());
});

test.each([
  ["/assets/logos/marlow-hair-studio.svg", true],
  ["https://cdn.example/luna.png", true],
  ["/assets/logos/../css/pages.css", false],
  ["/assets/css/pages.css", false],
  ["//cdn.example/luna.png", false],
  ["javascript:alert(1)", false],
  ["https://anna:secret@cdn.example/luna.png", false],
  ["", false],
])("a logo at %j: %s", (address, isFine) => {
  expect(logoAddress.safeParse(address).success).toBe(isFine);
});
