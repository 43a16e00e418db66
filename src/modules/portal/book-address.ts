import { formatInstant, type Instant } from "#kernel/instant.ts";
import type { LocalDate } from "#kernel/local-date.ts";

/** Stands for "no preference" where a URL or form names a person. */
export const ANYONE = "any";

/** The separator where a URL names several services or several people. */
export const AND = ",";

/** What a customer has chosen so far. It is kept in the URL of each step, so that every step is a link. */
export type Choice = {
  readonly service?: string | undefined;
  /** A member of staff or `ANYONE`; for several services one for each. */
  readonly staff?: string | undefined;
  readonly start?: Instant | undefined;
  /** The id of the hold that reserves the time. */
  readonly hold?: string | undefined;
  /** The day being viewed. */
  readonly date?: LocalDate | undefined;
  /** A day in the week being viewed; the first day of it with a free time is shown. */
  readonly week?: LocalDate | undefined;
  /** For several services: choose their order and people again. */
  readonly arrange?: "yes" | undefined;
};

/** The URL of the step that follows these choices. */
export function bookHref(basePath: string, choice: Choice): string {
  return hrefOf(`${basePath}/book`, choice);
}

/** The URL of the form that joins the waitlist with these choices. */
export function waitHref(basePath: string, choice: Choice): string {
  return hrefOf(`${basePath}/waitlist`, choice);
}

function hrefOf(path: string, choice: Choice): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(choice)) {
    if (value !== undefined) query.set(key, typeof value === "number" ? formatInstant(value) : value);
  }
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}
