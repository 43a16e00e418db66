import { z } from "zod";

import { findZone } from "#kernel/zone.ts";

/** An IANA time zone in its registered spelling. */
export const timeZone = z
  .string()
  .max(64)
  .refine((id) => findZone(id) !== undefined, "must be an IANA time zone such as America/New_York")
  .meta({ examples: ["America/New_York"] });

/** ISO 3166-1 alpha-2. */
export const country = z.string().regex(/^[A-Z]{2}$/, "must be a country code of two letters such as US");

/** A colour as CSS writes it in six digits. */
export const color = z.string().regex(/^#[0-9a-f]{6}$/i, "must be a colour such as #7a3cff");

/** An address that a link or picture may lead to: nothing but the web's own schemes, no credentials. */
export const webAddress = z
  .string()
  .max(2000, "must be at most 2000 characters")
  .refine(isWebAddress, "must be an address that begins with https:// or http://");

function isWebAddress(value: string): boolean {
  if (!/^https?:\/\/[^\s\\"<>]+$/i.test(value) || !URL.canParse(value)) return false;
  const { username, password } = new URL(value);
  return username === "" && password === "";
}
