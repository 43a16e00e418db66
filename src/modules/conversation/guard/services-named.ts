import { SERVICE_NEEDS_CARE } from "./en/name-words.ts";
import type { ServiceFacts } from "./facts.ts";
import { plainOf } from "./plain-text.ts";

/** A service where it is named in a text. */
export type NamedAt = { readonly service: ServiceFacts; readonly at: number };

/** `word`: without it the form matches nothing. */
export type NameForms = readonly {
  readonly service: ServiceFacts;
  readonly form: RegExp;
  readonly word: string;
  /** The whole name says what would be a claim, a time or a price anywhere else. */
  readonly needsCare: boolean;
}[];

/** Longest first, so that "hot stone massage" is no "massage". */
export function nameForms(services: readonly ServiceFacts[]): NameForms {
  return services
    .flatMap((service) =>
      service.names.map((name, i) => ({ service, name: plainOf(name).trim(), isMain: i === 0 })),
    )
    .filter(({ name }) => name !== "")
    .toSorted((a, b) => b.name.length - a.name.length)
    .map(({ service, name, isMain }) => ({
      service,
      ...formOf(name),
      needsCare: isMain && / |-/.test(name) && SERVICE_NEEDS_CARE.test(name),
    }));
}

function formOf(name: string): { form: RegExp; word: string } {
  const words = name.split(/[\s-]+/).filter((word) => word !== "");
  const literal = words.map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  return {
    form: new RegExp(`(?<![\\p{L}\\d])${literal.join("[\\s-]+")}(?:e?s|ing)?(?![\\p{L}\\d])`, "gu"),
    word: words.toSorted((a, b) => b.length - a.length).at(0) ?? "",
  };
}

/**
 * The services that a text (as of `plainOf`) names, in order; and the text without figures that belong to names, as
 * long as before. In place of a name that could be taken for more than one stands that it is one: "refund advice".
 */
export function servicesIn(text: string, forms: NameForms): { named: NamedAt[]; plain: string } {
  let left = text;
  let plain = text;
  const found: NamedAt[] = [];
  for (const { service, form, word, needsCare } of forms) {
    if (!left.includes(word)) continue;
    left = left.replaceAll(form, (words, ...rest: unknown[]) => {
      const at = rest.find((part) => typeof part === "number") ?? 0;
      found.push({ service, at });
      if (needsCare)
        plain =
          plain.slice(0, at) +
          ONE.padStart(words.length).slice(-words.length) +
          plain.slice(at + words.length);
      else if (/\d/.test(words))
        plain = plain.slice(0, at) + words.replaceAll(/\d/g, "n") + plain.slice(at + words.length);
      return "_".repeat(words.length);
    });
  }
  return { named: found.length > 1 ? found.toSorted((a, b) => a.at - b.at) : found, plain };
}

const ONE = "service";

/** Of which service something at `at` is said: the one named before it, else the next, else those of before. */
export function serviceAt(
  at: number,
  named: readonly NamedAt[],
  carried: readonly ServiceFacts[],
): readonly ServiceFacts[] {
  const before = named.findLast((one) => one.at < at);
  const next = before ?? named.at(0);
  return next ? [next.service] : carried;
}

/** A text with a line in place of the names of services. */
export function withoutServices(plain: string, forms: NameForms): string {
  return forms.reduce(
    (left, { form, word }) =>
      left.includes(word) ? left.replaceAll(form, (words) => "_".repeat(words.length)) : left,
    plain,
  );
}
