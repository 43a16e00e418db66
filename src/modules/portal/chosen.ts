import type { ServiceWish } from "#modules/calendar/index.ts";
import { type PublicService, publicServices } from "#modules/services/index.ts";
import { type PublicStaff, publicStaffList } from "#modules/staff/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { AND, ANYONE, type Choice } from "./book-address.ts";
import type { FreeTime } from "./find-times.ts";

/** The choices resolved: an offered service, who does it, and who was asked for. */
export type Chosen = {
  /** Several services in one visit are presented as one. */
  readonly service: PublicService;
  /** Who does the service, in the business's order. */
  readonly people: readonly PublicStaff[];
  /** The person asked for; undefined for anyone, and for several services. */
  readonly staff: PublicStaff | undefined;
  /**
   * Whether the choice of people is complete: a person or anyone was chosen, or only one does the service.
   */
  readonly settled: boolean;
  /** The people asked for, in the format of URLs and forms. */
  readonly withWhom: string;
  /** For several services in one visit: each of them, in order. */
  readonly parts?: readonly ChosenPart[];
};

export type ChosenPart = Pick<Chosen, "service" | "people" | "staff">;

/** Resolves choices; undefined if no service was chosen, or one that is not on offer. */
export function findChosen({ db }: TenantContext, { service: asked, staff }: Choice): Chosen | undefined {
  if (asked === undefined) return undefined;
  const offered = publicServices(db);
  const ids = asked.split(AND);
  const services = ids.map((one) => offered.find(({ id }) => id === one)).filter((one) => one !== undefined);
  const [first] = services;
  if (!first || services.length < ids.length) return undefined;
  const everyone = publicStaffList(db);
  return services.length > 1 ? chosenSeveral(services, everyone, staff) : chosenOne(first, everyone, staff);
}

function chosenOne(
  service: PublicService,
  everyone: readonly PublicStaff[],
  asked: string | undefined,
): Chosen {
  const part = chosenPart(service, everyone, asked);
  const settled = part.staff !== undefined || asked === ANYONE || part.people.length <= 1;
  return { ...part, settled, withWhom: part.staff?.id ?? ANYONE };
}

function chosenPart(
  service: PublicService,
  everyone: readonly PublicStaff[],
  asked: string | undefined,
): ChosenPart {
  const people = everyone.filter((person) => person.service_ids.includes(service.id));
  return { service, people, staff: people.find(({ id }) => id === asked) };
}

/** Resolves several services; complete once a person, or anyone, was chosen for each. */
function chosenSeveral(
  services: readonly PublicService[],
  everyone: readonly PublicStaff[],
  staff: string | undefined,
): Chosen | undefined {
  const [first] = services;
  if (!first || services.some((one) => one.capacity > 1 || one.currency !== first.currency)) return undefined;
  const asked = staff === ANYONE ? services.map(() => ANYONE) : (staff?.split(AND) ?? []);
  const parts = services.map((service, i) => chosenPart(service, everyone, asked[i]));
  const isSaid = parts.every((part, i) => part.staff !== undefined || asked[i] === ANYONE);
  return {
    service: asOne(services, first),
    people: everyone.filter((person) => parts.some(({ people }) => people.includes(person))),
    staff: undefined,
    settled: isSaid && asked.length === parts.length,
    withWhom: parts.map((part) => part.staff?.id ?? ANYONE).join(AND),
    parts,
  };
}

function asOne(services: readonly PublicService[], first: PublicService): PublicService {
  const sum = (of: (one: PublicService) => number): number =>
    services.reduce((total, one) => total + of(one), 0);
  return {
    ...first,
    id: services.map(({ id }) => id).join(AND),
    name: services.map(({ name }) => name).join(" + "),
    duration_minutes: sum((one) => one.duration_minutes),
    price_cents: sum((one) => one.price_cents),
    deposit_cents: sum((one) => one.deposit_cents),
  };
}

/**
 * `Mia`, `Mia or Noah`, `anyone`: who may serve at this time; for several services `Mia and Noah`, who would.
 */
export function servedBy(people: readonly PublicStaff[], { staffIds, parts }: FreeTime): string {
  const ids = parts ? parts.map(({ staffId }) => staffId) : staffIds;
  const names = people.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  return names.length === 0 || names.length > 2 ? "anyone" : names.join(parts ? " and " : " or ");
}

/** The people asked for: `Mia`, `Mia for Haircut, Noah for Colour`; undefined if nobody was. */
export function askedFor({ staff, parts = [] }: Chosen): string | undefined {
  const asked = parts.filter((part) => part.staff !== undefined);
  const [first] = asked;
  if (staff || !first) return staff?.name;
  const isOne = asked.length === parts.length && asked.every((part) => part.staff === first.staff);
  if (isOne) return first.staff?.name;
  return asked.map((part) => `${part.staff?.name} for ${part.service.name}`).join(", ");
}

/** The choices as a calendar query. */
export function searchOf(chosen: Chosen) {
  const { service, staff } = chosen;
  return { serviceId: service.id, staffId: staff?.id, items: itemsOf(chosen) };
}

/** The services of a sequence; undefined for a single service. */
function itemsOf({ parts }: Chosen): readonly ServiceWish[] | undefined {
  return parts?.map(({ service, staff }) => ({ serviceId: service.id, staffId: staff?.id }));
}

/** The choices as the booking commands take them. */
export function whatOf(chosen: Chosen) {
  const { service, staff } = chosen;
  const items = itemsOf(chosen);
  return items ? { items } : { serviceId: service.id, staffId: staff?.id };
}
