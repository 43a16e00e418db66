import { z } from "zod";

import { integer } from "#kernel/fields.ts";
import { findZone } from "#kernel/zone.ts";

/** An IANA time zone in its registered spelling. */
export const timeZone = z
  .string()
  .max(64)
  .refine((id) => findZone(id) !== undefined, "must be an IANA time zone such as America/New_York")
  .meta({ examples: ["America/New_York"] });

/** ISO 3166-1 alpha-2. */
export const country = z.string().regex(/^[A-Z]{2}$/, "must be a country code of two letters such as US");

/** A colour as six-digit CSS hex. */
export const color = z.string().regex(/^#[0-9a-f]{6}$/i, "must be a colour such as #7a3cff");

/** A maximum number of visits in a period; null: any number. */
export const perPeriod = integer(1, 10_000).nullable().default(null);

/** The maximum number of visits that start on one business date, or in one week from Monday. */
export const visitLimits = z
  .strictObject({ per_day: perPeriod, per_week: perPeriod })
  .meta({ description: "The most visits on a date, and in a week from Monday; null: no limit." });

/** A URL that a link or image may point to: http(s) only, no credentials. */
export const webAddress = z
  .string()
  .max(2000, "must be at most 2000 characters")
  .refine(isWebAddress, "must be an address that begins with https:// or http://");

/** An origin: `https://luna.example`, without a path. */
export const webOrigin = z
  .string()
  .max(300, "must be at most 300 characters")
  .refine(isOrigin, "must be an origin such as https://luna.example, without a path");

/** Our own images that a business may use as its logo: the files in `public/logos`. */
export const OWN_LOGOS: readonly string[] = [
  "/assets/logos/marlow-hair-studio.svg",
  "/assets/logos/harbour-street-dental.svg",
];

/** The address of a logo: on the web, or one of ours. */
export const logoAddress = z
  .string()
  .max(2000, "must be at most 2000 characters")
  .refine(
    (value) => OWN_LOGOS.includes(value) || isWebAddress(value),
    `must be an address that begins with https:// or http://, or a logo of ours such as ${OWN_LOGOS[0]}`,
  )
  .meta({
    description:
      "An image on the web (pages may then load images from its host, and from no other), or a logo of ours.",
  });

function isOrigin(value: string): boolean {
  return /^https?:\/\//.test(value) && URL.canParse(value) && new URL(value).origin === value;
}

function isWebAddress(value: string): boolean {
  if (!/^https?:\/\/[^\s\\"<>]+$/i.test(value) || !URL.canParse(value)) return false;
  const { username, password } = new URL(value);
  return username === "" && password === "";
}
