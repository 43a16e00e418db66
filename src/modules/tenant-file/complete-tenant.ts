import type { Owner } from "#modules/business/index.ts";
import { type CompleteResource, completeResource } from "#modules/resources/index.ts";
import { type CompleteService, completeService } from "#modules/services/index.ts";
import { type CompleteStaff, completeStaff } from "#modules/staff/index.ts";

import type { TenantInput } from "./schemas.ts";

/** A tenant file without omitted fields and without secrets. */
export type TenantDocument = Omit<TenantInput, "owner" | "resources" | "services" | "staff"> & {
  readonly owner?: Owner;
  readonly resources: readonly CompleteResource[];
  readonly services: readonly CompleteService[];
  readonly staff: readonly CompleteStaff[];
};

/**
 * Fills in everything that a document omits and sorts references into the order of what they refer to. The
 * result equals an export made after importing the document. The owner's password is dropped.
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

/** Explicit refs are reserved before any ref is derived from a name. */
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
