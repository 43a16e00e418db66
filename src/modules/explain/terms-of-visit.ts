import { fromJson } from "#db/columns.ts";
import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import type { TermsDocument } from "#db/tenant-tables.ts";

/** The terms that a visit was booked with. */
export function termsOfVisit(db: TenantReads, uid: string): TermsDocument | undefined {
  const part = db.first(firstPart({ uid }));
  return part && fromJson(part.terms);
}

const firstPart = statement((p: { uid: string }) =>
  build
    .selectFrom("booking_items")
    .select("terms")
    .where("booking_uid", "=", p.uid)
    .orderBy("position")
    .limit(1),
);
