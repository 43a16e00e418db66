import type { Language } from "./language.ts";
import type { Line } from "./line.ts";
import { type Said, standing } from "./said.ts";
import type { Question } from "./understanding.ts";
import type { Named, Value } from "./values.ts";

/** Who is to do which of the services, if the text says so for each. */
export function readPairs({ values }: Line<Value>, read: string, language: Language) {
  const kinds = new Set(values.map(({ kind }) => kind));
  if (!kinds.has("service") || !kinds.has("staff")) return {};
  const named = (place: number, kind: Value["kind"]) => {
    const value = values[place];
    return value?.kind === kind && "named" in value && value.alternatives.length === 0
      ? [value.named.id]
      : [];
  };
  const pairs = language.pairsIn(read).flatMap(([services, people]) => {
    const staffIds = people.flatMap((place) => named(place, "staff"));
    return services.flatMap((place) => named(place, "service")).map((serviceId) => ({ serviceId, staffIds }));
  });
  return pairs.length > 0 ? { pairs: pairs.filter(({ staffIds }) => staffIds.length > 0) } : {};
}

/** The services and staff named in a line, and what has to be asked about them. */
export function readNamed(said: readonly Said[], isEither: boolean) {
  const all = standing(said, "service");
  // "A cut or a colour": the customer has to be asked which.
  const services = isEither && all.length > 1 ? [eitherOf(all)] : all;
  const service = services.at(0);
  const people = standing(said, "staff");
  const staff = people.at(0);
  const staffs = distinct(people.filter(({ alternatives }) => alternatives.length === 0));
  const refused = refusedOf(said, "staff");
  const without = refusedOf(said, "service");
  const questions: Question[] = [];
  for (const found of [...services, staff]) {
    if (!found || found.alternatives.length === 0) continue;
    questions.push({ about: found.kind, why: "several", candidates: [found.named, ...found.alternatives] });
  }
  return {
    questions,
    services: distinct(services.filter(({ alternatives }) => alternatives.length === 0)),
    ...(service && service.alternatives.length === 0 && { service: service.named }),
    ...(staff && staff.alternatives.length === 0 && { staff: staff.named }),
    ...(staffs.length > 1 && { staffs }),
    ...(refused.length > 0 && { refusedStaff: refused }),
    ...(without.length > 0 && { refusedServices: without }),
  };
}

function eitherOf(services: readonly Extract<Value, { kind: "service" }>[]) {
  const [first, ...others] = distinct(services);
  return { ...services[0]!, named: first!, alternatives: others };
}

function refusedOf(said: readonly Said[], kind: "service" | "staff"): Named[] {
  const refused = said.flatMap(({ value, how }) =>
    value.kind === kind && how === "refused" && value.alternatives.length === 0 ? [value] : [],
  );
  return distinct(refused);
}

function distinct(found: readonly { readonly named: Named }[]): Named[] {
  return [...new Map(found.map(({ named }) => [named.id, named])).values()];
}
