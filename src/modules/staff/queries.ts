import type { TenantReads } from "#db/tenant-db.ts";
import { contains } from "#db/like.ts";
import { statement } from "#db/query.ts";
import { build } from "#db/tenant-db.ts";
import { notFound } from "#kernel/errors.ts";
import { formatInstant } from "#kernel/instant.ts";
import { isAfter, type Page, pageOf, type PageRequest, positionOf } from "#modules/collection/index.ts";

import { staffDocument, type StaffRow } from "./plan-staff.ts";
import type { PublicStaff, StaffMember } from "./schemas.ts";

/** A service that somebody does; archived ones are left out. */
export type Skill = {
  readonly staff_id: string;
  readonly id: string;
  readonly ref: string;
  readonly active: 0 | 1;
};

/** A member of staff as the API shows them. */
function staffView(row: StaffRow, skills: readonly Skill[]): StaffMember {
  return {
    id: row.id,
    ...staffDocument(
      row,
      skills.map((skill) => skill.ref),
    ),
    service_ids: skills.map((skill) => skill.id),
    version: row.version,
    created_at: formatInstant(row.created_at),
    updated_at: formatInstant(row.updated_at),
  };
}

/** Lists staff in their sort order, inactive ones included, archived ones not. */
export function listStaff(db: TenantReads, { q, cursor, limit }: PageRequest): Page<StaffMember> {
  const after = positionOf(cursor, "number");
  let query = build.selectFrom("staff").selectAll().where("archived_at", "is", null);
  if (after) query = query.where(isAfter("sort_order", after));
  if (q)
    query = query.where((row) =>
      row.or(["name", "ref", "title", "email"].map((column) => contains(column, q))),
    );
  const rows = db.all(
    query
      .orderBy("sort_order")
      .orderBy("id")
      .limit(limit + 1),
  );
  const skills = Map.groupBy(allSkills(db), (skill) => skill.staff_id);
  return pageOf(
    rows,
    limit,
    (row) => row.sort_order,
    (row) => staffView(row, skills.get(row.id) ?? []),
  );
}

/** One member of staff, archived ones included. Throws NOT_FOUND. */
export function getStaff(db: TenantReads, id: string): StaffMember {
  return staffView(getStaffRow(db, id), skillsOf(db, id));
}

/** Throws NOT_FOUND for an unknown id. */
export function getStaffRow(db: TenantReads, id: string): StaffRow {
  const row = db.first(staffById({ id }));
  if (!row) throw notFound("There is no such member of staff.");
  return row;
}

/** Everyone who is not archived, in the business's order. */
export function currentStaff(db: TenantReads): StaffRow[] {
  return db.all(staffNow({}));
}

/** The people whom customers may choose, with what they do, in the business's order. */
export function publicStaffList(db: TenantReads): PublicStaff[] {
  const skills = Map.groupBy(allSkills(db), (skill) => skill.staff_id);
  return currentStaff(db)
    .filter((row) => row.active === 1)
    .map(({ id, name, title }) => {
      const onOffer = (skills.get(id) ?? []).filter((skill) => skill.active === 1);
      return { id, name, title, service_ids: onOffer.map((skill) => skill.id) };
    });
}

/** The services of all staff, in the order in which the services were added. */
export function allSkills(db: TenantReads): Skill[] {
  return db.all(skills().orderBy("services.id"));
}

/** The services of one member of staff. */
export function skillsOf(db: TenantReads, staffId: string): Skill[] {
  return db.all(skills().where("staff_id", "=", staffId).orderBy("services.id"));
}

function skills() {
  return build
    .selectFrom("staff_services")
    .innerJoin("services", "services.id", "service_id")
    .select(["staff_id", "services.id", "services.ref", "services.active"])
    .where("services.archived_at", "is", null);
}

const staffById = statement((p: { id: string }) =>
  build.selectFrom("staff").selectAll().where("id", "=", p.id),
);

const staffNow = statement((_: object) =>
  build.selectFrom("staff").selectAll().where("archived_at", "is", null).orderBy("sort_order").orderBy("id"),
);
