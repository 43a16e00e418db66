import { z } from "zod";

import { cents, email, headerValue, name, text } from "#kernel/fields.ts";
import { readPhone } from "#kernel/phone.ts";

/** The input exactly as typed, to be shown again if something is wrong with it. */
export type Typed = {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly notes: string;
  readonly consent_sms: boolean;
  /** How often the visit recurs, and how many visits that makes; interpreted by `repeat-form`. */
  readonly repeat: string;
  readonly times: string;
};

/** The submitted details form, apart from the choices. */
export type SentForm = {
  readonly typed: Typed;
  /** An idempotency key, created with each form that is shown: submitted twice, it books once. */
  readonly key: string | undefined;
  /** The price and duration that the form showed. */
  readonly price: number | undefined;
  readonly minutes: number | undefined;
};

/** The customer's details, as bookings take them. */
export type Details = {
  readonly customer: {
    readonly name: string;
    readonly email?: string;
    readonly phone?: string;
    readonly consentSms: boolean;
  };
  readonly notes: string;
};

/** What is wrong with each field, in words for the person who typed it. */
export type FieldErrors = { readonly [Field in "name" | "email" | "phone" | "notes"]?: string };

const LONGEST_SHOWN = 5_000;
const field = z
  .string()
  .transform((value) => value.slice(0, LONGEST_SHOWN))
  .catch("");

const wholeNumber = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

const form = z.object({
  name: field,
  email: field,
  phone: field,
  notes: field,
  consent_sms: field,
  repeat: field,
  times: field,
  key: headerValue(100).optional().catch(undefined),
  price: wholeNumber.pipe(cents).optional().catch(undefined),
  minutes: wholeNumber.optional().catch(undefined),
});

/** Reads a form; missing and non-text values become empty. */
export function readForm(sent: unknown): SentForm {
  const { key, price, minutes, consent_sms, ...typed } = form.catch(form.parse({})).parse(sent);
  return { typed: { ...typed, consent_sms: consent_sms !== "" }, key, price, minutes };
}

/** A form before anything is typed. */
export const EMPTY_FORM: Typed = {
  name: "",
  email: "",
  phone: "",
  notes: "",
  consent_sms: false,
  repeat: "",
  times: "",
};

/** Validates the details; phone numbers may be written as dialled in `country`. */
export function checkDetails(
  typed: Typed,
  country: string | null,
): { readonly details: Details } | { readonly errors: FieldErrors } {
  const mail = typed.email.trim().toLowerCase();
  const number = typed.phone.trim();
  const reading = number === "" ? undefined : readPhone(number.slice(0, 60), country);
  const errors: FieldErrors = {
    ...problem("name", nameProblem(typed.name.trim())),
    ...problem("email", emailProblem(mail, number)),
    ...problem("phone", reading?.kind === "refused" ? phoneProblem(reading.why, country) : undefined),
    ...problem("notes", text(1000).safeParse(typed.notes).success ? undefined : NOTES_PROBLEM),
  };
  if (Object.keys(errors).length > 0) return { errors };
  const customer = {
    name: typed.name.trim(),
    ...(mail !== "" && { email: mail }),
    ...(reading?.kind === "phone" && { phone: reading.e164 }),
    consentSms: typed.consent_sms && reading?.kind === "phone",
  };
  return { details: { customer, notes: typed.notes.trim() } };
}

function problem(field: keyof FieldErrors, words: string | undefined): FieldErrors {
  return words === undefined ? {} : { [field]: words };
}

const NOTES_PROBLEM = "Please keep this under 1,000 characters.";

function nameProblem(value: string): string | undefined {
  if (value === "") return "Please tell us your name.";
  if (value.length > 200) return "Please use a name of at most 200 characters.";
  return name.safeParse(value).success ? undefined : "Please write your name in one line of plain text.";
}

function emailProblem(mail: string, number: string): string | undefined {
  if (mail === "") return number === "" ? "Please leave an email address or a phone number." : undefined;
  return email.safeParse(mail).success
    ? undefined
    : "Please check this address. It should look like ana@example.com.";
}

function phoneProblem(why: "not_a_number" | "premium_rate", country: string | null): string {
  if (why === "premium_rate") return "Premium-rate numbers can't be used. Please leave another one.";
  const international = "with its country code, such as +1 212 555 0100";
  return country === null
    ? `Please write the number ${international}.`
    : `Please check this number. If it is from another country, write it ${international}.`;
}
