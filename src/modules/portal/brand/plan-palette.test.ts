import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { contrast, planPalette } from "./plan-palette.ts";

const colors = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  .map((rgb) => `#${rgb.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`);

describe("a business's colour", () => {
  test("is readable on every background, and so is text on it, whatever it is", () => {
    fc.assert(
      fc.property(colors, (color) => {
        const { light, dark } = planPalette(color);
        for (const ground of ["#ffffff", "#fbfaf8", "#f1eee9"]) {
          expect(contrast(light.accent, ground)).toBeGreaterThanOrEqual(4.5);
        }
        for (const ground of ["#171614", "#211f1c", "#33302c"]) {
          expect(contrast(dark.accent, ground)).toBeGreaterThanOrEqual(4.5);
        }
        for (const { accent, onAccent } of [light, dark]) {
          expect(contrast(accent, onAccent)).toBeGreaterThanOrEqual(4.5);
        }
      }),
    );
  });

  test("stays as chosen if it is readable as it is", () => {
    expect(planPalette("#1e40af").light).toEqual({ accent: "#1e40af", onAccent: "#ffffff" });
    expect(planPalette("#ffe14d").dark).toEqual({ accent: "#ffe14d", onAccent: "#000000" });
  });

  test("is compared as WCAG defines", () => {
    expect(contrast("#000000", "#ffffff")).toBe(21);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  });
});
