import { type PublicService, publicServices } from "#modules/services/index.ts";
import { type PublicStaff, publicStaffList } from "#modules/staff/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { ANYONE, type Choice } from "./book-address.ts";

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

/** `Mia`, `Mia or Noah`, `anyone`: who of these may serve. */
export function namesOf(people: readonly PublicStaff[], ids: readonly string[]): string {
  const names = people.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  return names.length === 0 || names.length > 2 ? "anyone" : names.join(" or ");
}
