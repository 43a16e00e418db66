import type { TenantReads } from "#db/tenant-db.ts";
import {
  findOwner,
  getAssistant,
  getBranding,
  getHours,
  getIntegrations,
  getPolicies,
  getProfile,
} from "#modules/business/index.ts";
import { currentFaqs, faqDocument } from "#modules/knowledge/index.ts";
import { currentResources } from "#modules/resources/index.ts";
import { allNeeds, currentServices, serviceDocument } from "#modules/services/index.ts";
import {
  allOverrides,
  allSkills,
  allTimeOff,
  currentStaff,
  overrideDocumentOf,
  staffDocument,
  timeOffDocumentOf,
} from "#modules/staff/index.ts";
import type { PlanName } from "#ports/control-plane.ts";

import type { TenantDocument } from "./complete-tenant.ts";

/** What the directory knows about a business and its file does not. */
export type DirectoryEntry = {
  readonly slug: string;
  readonly plan: PlanName;
  /** In E.164. */
  readonly numbers: readonly string[];
};

/**
 * A business's configuration as a document from which the same business can be created again. Passwords,
 * secrets and archived things are left out.
 */
export function exportTenant(db: TenantReads, entry: DirectoryEntry): TenantDocument {
  const owner = findOwner(db);
  return structuredClone({
    slug: entry.slug,
    plan: entry.plan,
    profile: getProfile(db),
    branding: getBranding(db),
    ...(owner && { owner }),
    policies: getPolicies(db),
    hours: getHours(db),
    assistant: getAssistant(db),
    integrations: getIntegrations(db),
    overrides: allOverrides(db)
      .filter((row) => row.staff_id === null)
      .map(overrideDocumentOf),
    resources: currentResources(db).map(({ ref, name, quantity }) => ({ ref, name, quantity })),
    services: exportServices(db),
    staff: exportStaff(db),
    faqs: currentFaqs(db).map(faqDocument),
    phone_numbers: [...entry.numbers],
  });
}

function exportServices(db: TenantReads): TenantDocument["services"] {
  const needs = Map.groupBy(allNeeds(db), (need) => need.service_id);
  return currentServices(db).map((row) =>
    serviceDocument(
      row,
      (needs.get(row.id) ?? []).map((need) => need.ref),
    ),
  );
}

function exportStaff(db: TenantReads): TenantDocument["staff"] {
  const skills = Map.groupBy(allSkills(db), (skill) => skill.staff_id);
  const overrides = Map.groupBy(allOverrides(db), (row) => row.staff_id);
  const timeOff = Map.groupBy(allTimeOff(db), (row) => row.staff_id);
  return currentStaff(db).map((row) => ({
    ...staffDocument(
      row,
      (skills.get(row.id) ?? []).map((skill) => skill.ref),
    ),
    overrides: (overrides.get(row.id) ?? []).map(overrideDocumentOf),
    time_off: (timeOff.get(row.id) ?? []).map(timeOffDocumentOf),
  }));
}
