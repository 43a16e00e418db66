import { describe, expect, it } from "vitest";

import { aSalon } from "#test/salon.ts";

import { changeSettings, getBranding, getPolicies, getProfile, writeSettings } from "./index.ts";

const PAINTED = { primary_color: "#112233", accent_color: "#445566", logo_url: null };

describe("settings", () => {
  it("are the same object until the configuration changes", () => {
    const salon = aSalon();
    const before = getPolicies(salon.db);
    expect(getPolicies(salon.db)).toBe(before);
    changeSettings(salon.ctx(), "branding", PAINTED);
    expect(getPolicies(salon.db)).not.toBe(before);
    expect(getBranding(salon.db)).toEqual(PAINTED);
  });

  it("cannot be modified by those who read them", () => {
    const policies = getPolicies(aSalon().db);
    expect(() => {
      policies.waitlist.offer_minutes = 1;
    }).toThrow(TypeError);
  });

  it("that were never written have their defaults", () => {
    expect(getBranding(aSalon().db).logo_url).toBeNull();
  });

  it("are not cached if the transaction that wrote them was rolled back", () => {
    const salon = aSalon();
    const before = getBranding(salon.db);
    const undone = () =>
      salon.db.write((tx) => {
        writeSettings(tx, "branding", PAINTED, { version: 1, now: 0 });
        expect(getBranding(tx)).toEqual(PAINTED);
        // The open handle sees what its transaction wrote.
        expect(getProfile(salon.db).business_name).toBe("Luna Hair");
        throw new Error("taken back");
      });
    expect(undone).toThrow("taken back");
    expect(getBranding(salon.db)).toEqual(before);
  });
});
