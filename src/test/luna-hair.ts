import { startTestApp, type TestAppOptions } from "./app.ts";

/**
 * Luna Hair as its pages show it: in New York, two people, three services, open Tuesday to Saturday, today
 * included.
 */
export const LUNA_HAIR = {
  slug: "luna",
  profile: {
    business_name: "Luna Hair",
    kind: "hair_salon",
    time_zone: "America/New_York",
    country: "US",
    phone: "+12125550100",
    email: "hi@luna.example",
    address: "1 Main St\nNew York, NY 10001",
    website_url: "https://luna.example/",
    description: "Cuts and colour, without hurry, on the corner of Main and First.",
  },
  branding: { primary_color: "#7a3cff" },
  policies: {
    min_notice_minutes: 60,
    booking_window_days: 30,
    cancellation_notice_minutes: 120,
    late_text: "We wait for 15 minutes.",
  },
  hours: {
    tue: [["10:00", "18:00"]],
    wed: [["10:00", "18:00"]],
    thu: [["10:00", "20:00"]],
    fri: [["10:00", "20:00"]],
    sat: [["09:00", "15:00"]],
  },
  services: [
    {
      ref: "cut",
      name: "Haircut",
      description: "Wash, cut and dry.",
      duration_minutes: 30,
      price_cents: 4500,
      slot_interval_minutes: 30,
    },
    {
      ref: "colour",
      name: "Colour",
      duration_minutes: 90,
      price_cents: 12050,
      slot_interval_minutes: 30,
      sort_order: 1,
    },
    { ref: "fringe", name: "Fringe trim", duration_minutes: 15, price_cents: 0, sort_order: 2 },
  ],
  staff: [
    { ref: "mia", name: "Mia", title: "Stylist", services: ["cut", "fringe"] },
    { ref: "noah", name: "Noah", title: "Colourist", services: ["cut", "colour"] },
  ],
} as const;

/** The application with Luna Hair, and the ids of its services and people by ref. */
export async function startLuna(options: TestAppOptions = {}, changes: object = {}) {
  const app = await startTestApp(options);
  const luna = await app.addTenant({ ...LUNA_HAIR, ...changes });
  await app.addApiKey(luna, "luna-key");
  const ids: Record<string, string> = {};
  for (const what of ["services", "staff"]) {
    const { body } = await app.ask("GET", `/t/luna/v1/admin/${what}`, { key: "luna-key" });
    for (const item of body.items as { ref: string; id: string }[]) ids[item.ref] = item.id;
  }
  return { app, luna, ids: ids as Readonly<Record<Ref, string>> };
}

export type Luna = Awaited<ReturnType<typeof startLuna>>;
type Ref = "cut" | "colour" | "fringe" | "mia" | "noah";
