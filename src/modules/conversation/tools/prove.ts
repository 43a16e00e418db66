import { readPhone } from "#kernel/phone.ts";
import { type Booking, findBooking, visitsInScope } from "#modules/booking/index.ts";
import { getProfile } from "#modules/business/index.ts";
import type { TurnWork } from "#modules/conversation/turn-work.ts";
import type { TenantContext } from "#tenancy/context.ts";

/** Failed attempts after which a conversation learns nothing more about visits. */
export const MOST_TRIES = 3;

export type Proof = {
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly last_name?: string | undefined;
};

/**
 * Whether this conversation may discuss a visit: it was booked or verified here, or the e-mail address (or
 * phone number and last name) matches the booking. Failed attempts count, and all look the same, including for
 * a visit that does not exist.
 */
export function verified(work: TurnWork, uid: string, proof: Proof): boolean {
  const { ctx, state } = work;
  if (state.verified.includes(uid)) return true;
  if (state.tries >= MOST_TRIES || !hasProof(proof)) return false;
  const booking = findBooking(ctx.db, uid);
  if (booking && isTheirs(ctx, booking, proof)) {
    work.state = {
      ...state,
      verified: [...state.verified, ...withItsSeries(ctx, booking)],
      phase: "verified",
    };
    return true;
  }
  work.state = { ...state, tries: state.tries + 1, phase: "lookup" };
  return false;
}

/** All upcoming visits of the series: they belong to the same customer, so verifying one verifies all. */
export function withItsSeries(ctx: TenantContext, booking: Booking): readonly string[] {
  const { uid, series_id: series } = booking.row;
  if (series === null) return [uid];
  const others = visitsInScope(ctx, ctx.db, booking, "all").map(({ row }) => row.uid);
  return [uid, ...others.filter((one) => one !== uid)];
}

function hasProof({ email, phone, last_name: name }: Proof): boolean {
  return (email !== undefined && email !== "") || (phone !== undefined && name !== undefined);
}

function isTheirs(ctx: TenantContext, { customer }: Booking, proof: Proof): boolean {
  if (customer.erased_at !== null) return false;
  if (proof.email !== undefined && proof.email !== "")
    return customer.email !== null && customer.email === proof.email.trim().toLowerCase();
  const phone = readPhone(proof.phone ?? "", getProfile(ctx.db).country ?? "US");
  return (
    phone.kind === "phone" &&
    phone.e164 === customer.phone &&
    isLastName(customer.name, proof.last_name ?? "")
  );
}

function isLastName(name: string, last: string): boolean {
  const plain = (text: string): string => text.normalize("NFKC").toLowerCase().trim().replaceAll(/\s+/g, " ");
  const [full, said] = [plain(name), plain(last)];
  return said !== "" && (full === said || full.endsWith(` ${said}`));
}
