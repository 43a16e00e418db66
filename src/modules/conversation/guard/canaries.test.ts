import fc from "fast-check";
import { expect, test } from "vitest";

import { needlesOf, showsCanary } from "./canaries.ts";
import { squeeze } from "./plain-text.ts";

const CANARIES = ["FD-SENTINEL-9f3kQ27xLm", "k8b2z9q4"];
const NEEDLES = needlesOf(CANARIES);

const disguise = fc.constantFrom<(mark: string) => string>(
  (mark) => mark,
  (mark) => mark.toUpperCase(),
  (mark) => mark.split("").join(" "),
  (mark) => mark.split("").toReversed().join("-"),
  (mark) => Buffer.from(`x${mark}yz`).toString("base64"),
  (mark) => Buffer.from(mark).toString("hex"),
  (mark) => mark.replaceAll("9", "９").replaceAll("i", "1"),
);
const words = fc.string({ unit: "grapheme", maxLength: 60 });

test("a canary is detected anywhere in a text, whatever surrounds it", () => {
  fc.assert(
    fc.property(words, fc.constantFrom(...CANARIES), disguise, words, (before, mark, hide, after) => {
      expect(showsCanary(`${before} ${hide(mark)} ${after}`, NEEDLES)).toBe(true);
    }),
  );
});

test("twelve characters of a canary give it away; a shorter canary must appear in full", () => {
  const plain = squeeze("FD-SENTINEL-9f3kQ27xLm");
  fc.assert(
    fc.property(
      fc.nat(plain.length),
      fc.nat(plain.length),
      fc.stringMatching(/^[,. ]*$/),
      (from, length, around) => {
        const stretch = plain.slice(from, from + length);
        expect(showsCanary(around + stretch + around, NEEDLES)).toBe(stretch.length >= 12);
      },
    ),
  );
  expect(showsCanary("k8b2z9q4", NEEDLES)).toBe(true);
  expect(showsCanary("k8b2z9q", NEEDLES)).toBe(false);
});

test("without canaries nothing is detected", () => {
  expect(showsCanary("FD-SENTINEL-9f3kQ27xLm", needlesOf([]))).toBe(false);
});
