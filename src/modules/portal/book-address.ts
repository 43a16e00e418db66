import { formatInstant, type Instant } from "#kernel/instant.ts";
import type { LocalDate } from "#kernel/local-date.ts";

/** Nobody in particular, where an address or a form names a person. */
export const ANYONE = "any";

/** Between the services of a visit, and between those who serve them, where an address names several. */
export const AND = ",";

/** What a customer has chosen so far; it stands in the address of each step, so that every step is a link. */
export type Choice = {
  readonly service?: string | undefined;
  /** A member of staff, or `ANYONE`; of several services for each of them. */
  readonly staff?: string | undefined;
  readonly start?: Instant | undefined;
  /** What keeps the time for them. */
  readonly hold?: string | undefined;
  /** The day that is looked at. */
  readonly date?: LocalDate | undefined;
  /** A day of the week that is looked at; the first day of it with a free time is shown. */
  readonly week?: LocalDate | undefined;
  /** Of several services: their order and people are chosen once more. */
  readonly arrange?: "yes" | undefined;
};

/** The address of the step that comes after these choices. */
export function bookHref(basePath: string, choice: Choice): string {
  return hrefOf(`${basePath}/book`, choice);
}

/** The address of the form that joins the waitlist with these choices. */
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
