import type { Owner } from "#modules/business/index.ts";
import { type CompleteResource, completeResource } from "#modules/resources/index.ts";
import { type CompleteService, completeService } from "#modules/services/index.ts";
import { type CompleteStaff, completeStaff } from "#modules/staff/index.ts";

import type { TenantInput } from "./schemas.ts";

/** A tenant file in which nothing is left to defaults, and in which nothing is secret. */
export type TenantDocument = Omit<TenantInput, "owner" | "resources" | "services" | "staff"> & {
  readonly owner?: Owner;
  readonly resources: readonly CompleteResource[];
  readonly services: readonly CompleteService[];
  readonly staff: readonly CompleteStaff[];
};

/**
 * Fills in all that a document leaves out and brings references into the order of what they refer to: what
 * an export of it, once it is imported, says. The owner's password is dropped.
 */
export function completeTenant({ owner, ...input }: TenantInput): TenantDocument {
  const resources = completeEach(input.resources, completeResource);
  const services = completeEach(input.services, (service, taken) =>
    completeService(service, { taken, country: input.profile.country }),
  );
  const serviceRefs = services.map((service) => service.ref);
  const staff = completeEach(input.staff, (person, taken) =>
    completeStaff(person, { taken, services: serviceRefs }),
  );
  const resourceRefs = resources.map((resource) => resource.ref);
  return {
    ...input,
    ...(owner && { owner: { email: owner.email, name: owner.name } }),
    phone_numbers: input.phone_numbers.toSorted(),
    resources,
    services: services.map((service) => ({
      ...service,
      resources: inOrderOf(resourceRefs, service.resources),
    })),
    staff: staff.map((person) => ({ ...person, services: inOrderOf(serviceRefs, person.services) })),
  };
}

/** Refs that are written out are taken before any is made from a name. */
function completeEach<
  Input extends { readonly ref?: string | undefined },
  Complete extends { readonly ref: string },
>(inputs: readonly Input[], complete: (input: Input, taken: ReadonlySet<string>) => Complete): Complete[] {
  const taken = new Set(inputs.flatMap((input) => input.ref ?? []));
  return inputs.map((input) => {
    const completed = complete(input, taken);
    taken.add(completed.ref);
    return completed;
  });
}

function inOrderOf(all: readonly string[], some: readonly string[]): string[] {
  return all.filter((ref) => some.includes(ref));
}
