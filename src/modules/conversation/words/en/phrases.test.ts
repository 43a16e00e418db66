import { expect, test } from "vitest";

import { isMany } from "./phrases.ts";

test.each([
  ["Haircut", false],
  ["Highlights", true],
  ["Nails for kids", true],
  ["Kids' cut", false],
  ["Women’s cut", false],
  ["Men's", false],
  ["Hot glass", false],
  ["Eyelash extensions (full set)", true],
  ["Extensions: consultation", true],
  ["Cut and highlights", false],
  ["Cut & highlights", false],
  ["Skin analysis", false],
  ["Pilates", false],
  ["Facials 60", true],
  ["", false],
])("%s is plural: %s", (name, many) => {
  expect(isMany(name)).toBe(many);
});
