import { type PublicService, publicServices } from "#modules/services/index.ts";
import { type PublicStaff, publicStaffList } from "#modules/staff/index.ts";
import type { ChainWish } from "#modules/calendar/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { ANYONE, type Choice } from "./book-address.ts";
import { AND, itemsOf } from "./find-times.ts";

/** What choices amount to: a service on offer, who does it, and who was asked for. */
export type Chosen = {
  readonly service: PublicService;
  /** Who does the service, in the business's order. */
  readonly people: readonly PublicStaff[];
  /** Whom the customer asked for; undefined for anyone. */
  readonly staff: PublicStaff | undefined;
  /** Whether there is nobody left to ask about: a person was chosen, or anyone, or there is just one. */
  readonly settled: boolean;
};

/** Undefined when no service was chosen, or one that is not on offer. */
export function findChosen(ctx: TenantContext, choice: Choice): Chosen | undefined {
  const several = choice.service === undefined ? undefined : itemsOf(choice.service);
  if (several) return findSeveral(ctx, several);
  const service = publicServices(ctx.db).find(({ id }) => id === choice.service);
  if (!service) return undefined;
  const people = publicStaffList(ctx.db).filter((person) => person.service_ids.includes(service.id));
  const staff = people.find(({ id }) => id === choice.staff);
  return {
    service,
    people,
    staff,
    settled: staff !== undefined || choice.staff === ANYONE || people.length <= 1,
  };
}

/** Several services in one visit, as if they were one: whoever can serves which; nobody is asked for. */
function findSeveral(ctx: TenantContext, items: readonly ChainWish[]): Chosen | undefined {
  const offered = publicServices(ctx.db);
  const services = items.map(({ serviceId }) => offered.find(({ id }) => id === serviceId));
  const [first, ...rest] = services.filter((one) => one !== undefined);
  if (!first || rest.length + 1 < items.length) return undefined;
  const all = [first, ...rest];
  if (all.some((one) => one.capacity > 1 || one.currency !== first.currency)) return undefined;
  const sum = (of: (one: PublicService) => number): number => all.reduce((total, one) => total + of(one), 0);
  const service: PublicService = {
    ...first,
    id: all.map(({ id }) => id).join(AND),
    name: all.map(({ name }) => name).join(" + "),
    duration_minutes: sum((one) => one.duration_minutes),
    price_cents: sum((one) => one.price_cents),
    deposit_cents: sum((one) => one.deposit_cents),
  };
  return { service, people: [], staff: undefined, settled: true };
}

/** `Mia`, `Mia or Noah`, `anyone`: who of these may serve. */
export function namesOf(people: readonly PublicStaff[], ids: readonly string[]): string {
  const names = people.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  return names.length === 0 || names.length > 2 ? "anyone" : names.join(" or ");
}

/** The same for the commands. */
export function whatOf({ service, staff }: Chosen) {
  const items = itemsOf(service.id);
  return items ? { items } : { serviceId: service.id, staffId: staff?.id };
}
