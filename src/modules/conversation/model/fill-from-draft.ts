import type { Draft } from "#modules/conversation/state.ts";

const CONTACT = { customer_name: "name", customer_email: "email", customer_phone: "phone" } as const;

/** The customer's details by argument, with the field of the draft that holds each. */
const KNOWN: Readonly<Record<string, Readonly<Record<string, "name" | "email" | "phone" | "notes">>>> = {
  create_booking: { ...CONTACT, notes: "notes" },
  create_appointment: { ...CONTACT, notes: "notes" },
  join_waitlist: CONTACT,
  cancel_booking: { email: "email" },
  cancel_appointment: { email: "email" },
  reschedule_booking: { email: "email" },
  get_booking_details: { email: "email" },
};

/**
 * Fills arguments that the model omitted with what the customer already said, so that a model need not be given
 * what it does not have to know.
 */
export function fillFromDraft(tool: string, args: object, draft: Draft): object {
  const filled: Record<string, unknown> = { ...args };
  if (tool === "check_availability") return withWished(filled, draft);
  // A customer who proves a visit by phone number does not mean the address.
  const shown = filled["phone"] ?? filled["customer_phone"] ?? undefined;
  for (const [argument, field] of Object.entries(KNOWN[tool] ?? {})) {
    if ((filled[argument] ?? null) !== null || draft[field] === undefined) continue;
    if (field === "name" || field === "notes" || shown === undefined) filled[argument] = draft[field];
  }
  return filled;
}

/** If several people will do, searches for any of them unless the model names one. */
function withWished(args: Readonly<Record<string, unknown>>, draft: Draft): object {
  const { items } = args;
  if (!Array.isArray(items)) return { ...args, ...ofThose(args, draft) };
  return {
    ...args,
    items: items.map((item: unknown) =>
      typeof item === "object" && item !== null ? { ...item, ...ofThose(item, draft) } : item,
    ),
  };
}

type Wished = { readonly service_id?: unknown; readonly staff_id?: unknown };

function ofThose({ service_id: service, staff_id: staff }: Wished, { items }: Draft): object {
  const among = items.find(({ serviceId }) => serviceId === service)?.among;
  return among && (staff ?? null) === null ? { staff_ids: among } : {};
}
