import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberWithError,
  ParseError,
} from "libphonenumber-js/max";

/** A phone number as entered by a person: in E.164, or why it cannot be used. */
export type PhoneReading =
  | { readonly kind: "phone"; readonly e164: string }
  | { readonly kind: "refused"; readonly why: "not_a_number" | "premium_rate" };

/**
 * Parses a number in E.164 (`+12125550100`) or as dialled within `country` (ISO 3166-1 alpha-2). Only the
 * form is checked, not whether the number is in use, so numbers reserved for fiction pass. Premium-rate
 * numbers are refused: texting them costs the business money.
 */
export function readPhone(text: string, country?: string | null): PhoneReading {
  const home = country && isSupportedCountry(country) ? country : undefined;
  const number = parse(text.trim(), home);
  if (!number?.isPossible() || number.ext) return { kind: "refused", why: "not_a_number" };
  if (number.getType() === "PREMIUM_RATE") return { kind: "refused", why: "premium_rate" };
  return { kind: "phone", e164: number.number };
}

/** Whether a text is exactly what `readPhone` would return for it. */
export function isE164(text: string): boolean {
  const reading = readPhone(text);
  return reading.kind === "phone" && reading.e164 === text;
}

function parse(text: string, defaultCountry: CountryCode | undefined) {
  try {
    return parsePhoneNumberWithError(text, { extract: false, ...(defaultCountry && { defaultCountry }) });
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}

/** Formats an E.164 number for people: `(212) 555-0100` within its own country, else `+1 212 555 0100`. */
export function displayPhone(e164: string, country?: string | null): string {
  const number = parse(e164, undefined);
  if (!number) return e164;
  return country && number.country === country ? number.formatNational() : number.formatInternational();
}
