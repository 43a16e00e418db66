/**
 * The types of fields in requests, settings and tools. A message completes a sentence that starts with the
 * field's name; none repeats the value that was sent.
 */
import { z } from "zod";

import { parseInstant } from "./instant.ts";
import { parseLocalDate } from "./local-date.ts";
import { readPhone } from "./phone.ts";
import { problemOfSlug } from "./slug.ts";

// Dot-separated labels for the local part and the domain. No quotes or comments, and nothing that could
// inject a header.
const EMAIL =
  /^(?=.{1,64}@)[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i;
/**
 * A visible character: not a control or format character, a space, a combining mark, or one of the letters
 * that render blank.
 */
const SEEN = /[^\p{Cc}\p{Cf}\p{Z}\p{M}\u115F\u1160\u2800\u3164\uFFA0]/u;
const CONTROL = /[\p{Cc}\u2028\u2029]/u;

/** Text of at most `max` UTF-16 units, possibly empty. NUL and lone surrogates are refused. */
export function text(max: number) {
  return z
    .string()
    .max(max, `must be at most ${max} characters`)
    .refine(isCleanText, "must not contain NUL or broken characters");
}

/** As `text`, but with at least one visible character. */
export function filledText(max: number) {
  return text(max).refine((value) => SEEN.test(value), "must not be empty");
}

/** One non-empty line of text: a name, a title, a subject. */
export function line(max: number) {
  return filledText(max).refine((value) => !CONTROL.test(value), "must be a single line");
}

/** The name of a person or a thing. */
export const name = line(200);

/** An email address (ASCII, at most 254 characters, 64 of them before the @: RFC 5321). */
export const email = z
  .string()
  .max(254, "must be at most 254 characters")
  .regex(EMAIL, "must be an email address");

/** A phone number in E.164; premium-rate numbers are refused. */
export const phone = z.string().check((context) => {
  const reading = readPhone(context.value.slice(0, 40));
  if (reading.kind === "phone" && reading.e164 === context.value) return;
  const costly = reading.kind === "refused" && reading.why === "premium_rate";
  const message = costly
    ? "must not be a premium-rate number"
    : "must be a phone number such as +12125550100";
  context.issues.push({ code: "custom", message, input: context.value });
});

/** A phone number as people write it; `readPhone` interprets it with the business's country. */
export const phoneAsWritten = z
  .string()
  .max(40, "must be a phone number")
  .regex(/^\+?[\d\s()./-]+$/, "must be a phone number");

/** The slug of a new tenant. */
export const slug = z.string().check((context) => {
  const problem = problemOfSlug(context.value);
  if (problem) context.issues.push({ code: "custom", message: problem, input: context.value });
});

/** An opaque id that we generated. */
export const id = z.string().regex(/^[\w-]{1,64}$/, "must be an id");

/** A whole number from `min` to `max`. */
export function integer(min: number, max: number) {
  const range = `must be a whole number from ${min} to ${max}`;
  return z
    .int(range)
    .min(min, range)
    .max(max, range)
    .refine((value) => !Object.is(value, -0), range);
}

/** A whole number in a query string, where everything is text. */
export function integerInQuery(min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/, "must be a whole number")
    .transform(Number)
    .pipe(integer(min, max));
}

/** Money in the smallest unit of its currency. */
export const cents = integer(0, 100_000_000);

/** A point in time, `2026-03-09T13:00:00Z` or with an offset; read as epoch milliseconds. */
export const instant = readAs(parseInstant, "must be an instant such as 2026-03-09T13:00:00Z");

/** A date of the calendar, `2026-03-09`. */
export const localDate = readAs(parseLocalDate, "must be a date such as 2026-03-09");

/** The value of a header that we keep: printable ASCII (RFC 9110 trims the spaces around it). */
export function headerValue(max: number) {
  return z
    .string()
    .regex(new RegExp(`^[\\x20-\\x7e]{1,${max}}$`), `must be 1 to ${max} printable ASCII characters`);
}

function readAs<T>(read: (text: string) => T | undefined, problem: string) {
  return z.string(problem).transform((text, context): T => {
    const value = read(text);
    if (value !== undefined) return value;
    context.issues.push({ code: "custom", message: problem, input: text });
    return z.NEVER;
  });
}

function isCleanText(value: string): boolean {
  return value.isWellFormed() && !value.includes("\0");
}
