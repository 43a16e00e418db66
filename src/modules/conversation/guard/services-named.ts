import { SERVICE_NEEDS_CARE } from "./en/name-words.ts";
import type { ServiceFacts } from "./facts.ts";
import { plainOf } from "./plain-text.ts";

/** A service and the offset at which a text names it. */
export type NamedAt = { readonly service: ServiceFacts; readonly at: number };

/** `word`: one that a text must contain for `form` to match. */
export type NameForms = readonly {
  readonly service: ServiceFacts;
  readonly form: RegExp;
  readonly word: string;
  /** Elsewhere the words of the name would be a claim, a time or a price. */
  readonly needsCare: boolean;
}[];

/** Longest first, so that "hot stone massage" is not found as "massage". */
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
 * The services that a text (from `plainOf`) names, in order. `plain`: the text at the same length, with figures
 * in names masked, and a name that could be misread as a claim or price ("refund advice") replaced by "service".
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

/** The service that offset `at` refers to: the one named before it, else the next one, else those carried over. */
export function serviceAt(
  at: number,
  named: readonly NamedAt[],
  carried: readonly ServiceFacts[],
): readonly ServiceFacts[] {
  const before = named.findLast((one) => one.at < at);
  const next = before ?? named.at(0);
  return next ? [next.service] : carried;
}

/** Masks the names of services with underscores. */
export function withoutServices(plain: string, forms: NameForms): string {
  return forms.reduce(
    (left, { form, word }) =>
      left.includes(word) ? left.replaceAll(form, (words) => "_".repeat(words.length)) : left,
    plain,
  );
}
