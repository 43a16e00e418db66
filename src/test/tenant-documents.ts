import fc from "fast-check";

/** The minimal tenant file, with `changes` applied. */
export function aDocument(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    slug: "luna",
    profile: { business_name: "Luna Hair", time_zone: "America/New_York" },
    services: [{ ref: "cut", name: "Haircut", duration_minutes: 30, price_cents: 4500 }],
    staff: [{ ref: "mia", name: "Mia", services: ["cut"] }],
    hours: { mon: [["09:00", "17:00"]] },
    ...changes,
  };
}

const words = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }).filter(isName);
const prose = fc
  .string({ unit: "grapheme", maxLength: 80 })
  .filter((text) => text.isWellFormed() && !text.includes("\0"));
const date = fc
  .date({ min: new Date("2026-01-01"), max: new Date("2027-12-31"), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const clock = fc.integer({ min: 0, max: 1439 }).map(timeOf);
const openWindow = fc
  .tuple(clock, fc.oneof(clock, fc.constant("24:00")))
  .filter(([start, end]) => start !== end);
const day = fc.array(openWindow, { maxLength: 3 });
const week = part({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day });
const override = fc.record({ date, hours: day });
const overrides = fc.uniqueArray(override, { maxLength: 3, selector: (one) => one.date });
const absence = fc
  .tuple(date, clock, fc.integer({ min: 0, max: 40 }), clock, prose)
  .map(([from, start, days, end, reason]) => ({
    start: `${from}T${start}`,
    end: `${plusDays(from, days + 1)}T${end}`,
    reason,
  }));
const refs = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9_-]{0,11}$/), { minLength: 1, maxLength: 5 });
const zone = fc.constantFrom("America/New_York", "Europe/Paris", "Asia/Kolkata", "Pacific/Honolulu", "UTC");
const minutes = fc.integer({ min: 0, max: 10_000 });
const count = fc.option(fc.integer({ min: 1, max: 50 }));

const profile = part(
  {
    kind: fc.constantFrom("hair_salon", "dentist"),
    country: fc.option(fc.constantFrom("US", "FR", "IN", "ZZ")),
    phone: fc.option(fc.constant("+12125550100")),
    email: fc.option(fc.constant("hi@luna.example")),
    address: prose,
    website_url: fc.option(fc.constant("https://luna.example/a?b=c")),
    description: prose,
  },
  { business_name: words, time_zone: zone },
);

const policies = part({
  min_notice_minutes: minutes,
  booking_window_days: fc.integer({ min: 1, max: 400 }),
  cancellation_notice_minutes: minutes,
  hold_minutes: fc.integer({ min: 1, max: 30 }),
  cancellation_text: prose,
  waitlist: part({
    mode: fc.constantFrom("one_at_a_time", "everyone_at_once"),
    offer_minutes: fc.integer({ min: 1, max: 90 }),
    quiet_hours: fc.constantFrom(null, ["22:00", "07:00"]),
  }),
  limits: part({ per_day: count, per_week: count, active_per_customer: count }),
  notice_by_channel: part({ phone: minutes, chat: minutes }),
  no_show_release_minutes: fc.option(fc.integer({ min: 0, max: 60 })),
  holidays: part({
    country: fc.option(fc.constant("US")),
    region: fc.option(fc.constant("NY")),
    skip: fc.array(words, { maxLength: 2 }),
  }),
});

/** Random valid documents of every kind, with some defaults omitted. */
export const documents: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(refs, refs, refs)
  .chain(([resourceRefs, serviceRefs, staffRefs]) =>
    part(
      {
        plan: fc.constantFrom("starter", "standard", "premium"),
        branding: part({
          primary_color: fc.constant("#7A3cff"),
          logo_url: fc.option(fc.constant("https://luna.example/l.png")),
        }),
        owner: part(
          { name: fc.oneof(words, fc.constant("")), password: fc.constant("correct horse") },
          { email: fc.constant("owner@luna.example") },
        ),
        policies,
        assistant: part({ greeting: prose, brain: fc.constantFrom("auto", "off") }),
        overrides,
        resources: fc.tuple(
          ...resourceRefs.map((ref) =>
            part({ quantity: fc.integer({ min: 1, max: 9 }) }, { ref: fc.constant(ref), name: words }),
          ),
        ),
        faqs: fc.array(
          part({ tags: fc.array(words, { maxLength: 2 }) }, { question: words, answer: prose }),
          { maxLength: 4 },
        ),
        phone_numbers: fc.uniqueArray(fc.constantFrom("+12125550101", "+12125550102", "+12125550100")),
      },
      {
        slug: fc.stringMatching(/^[a-z]{3}[a-z0-9]{2,9}$/),
        profile,
        hours: week,
        services: fc.tuple(...serviceRefs.map((ref) => aService(ref))),
        staff: fc.tuple(...staffRefs.map((ref) => aPerson(ref, serviceRefs))),
      },
    ).map((document) => withNeeds(document, resourceRefs)),
  );

function aService(ref: string): fc.Arbitrary<Record<string, unknown>> {
  const step = part({ staff_free: fc.boolean() }, { minutes: fc.integer({ min: 1, max: 90 }) });
  const length = fc.oneof(
    part({ duration_minutes: fc.integer({ min: 1, max: 1440 }) }),
    fc.array(step, { maxLength: 4 }).map((steps) => ({ steps: [{ minutes: 10 }, ...steps] })),
  );
  const rest = part(
    {
      aliases: fc.array(words, { maxLength: 3 }),
      description: prose,
      price_cents: fc.integer({ min: 5000, max: 90_000 }),
      currency: fc.constantFrom("USD", "EUR"),
      buffer_before_minutes: fc.integer({ min: 0, max: 60 }),
      buffer_after_minutes: fc.integer({ min: 0, max: 60 }),
      slot_interval_minutes: fc.integer({ min: 1, max: 240 }),
      slot_alignment: fc.constantFrom("clock", "opening", "packed"),
      capacity: fc.integer({ min: 1, max: 30 }),
      min_notice_minutes: fc.option(minutes),
      limits: part({ per_day: count, per_week: count }),
      active: fc.boolean(),
      sort_order: fc.integer({ min: -5, max: 5 }),
    },
    { ref: fc.constant(ref), name: words },
  );
  return fc.tuple(rest, length).map(([one, other]) => ({ ...one, ...other }));
}

function aPerson(ref: string, serviceRefs: readonly string[]): fc.Arbitrary<Record<string, unknown>> {
  return part(
    {
      email: fc.option(fc.constant("mia@luna.example")),
      title: fc.oneof(words, fc.constant("")),
      services: fc.subarray([...serviceRefs]),
      priority: fc.integer({ min: -5, max: 5 }),
      time_zone: fc.option(zone),
      limits: part({ per_day: count, per_week: count }),
      active: fc.boolean(),
      hours: fc.option(week),
      overrides,
      time_off: fc.array(absence, { maxLength: 2 }),
    },
    { ref: fc.constant(ref), name: words },
  );
}

/** Lets every other service need the document's resources, if it has any. */
function withNeeds(
  document: Record<string, unknown>,
  resourceRefs: readonly string[],
): Record<string, unknown> {
  if (!document["resources"]) return document;
  const services = document["services"] as readonly Record<string, unknown>[];
  return {
    ...document,
    services: services.map((one, i) => (i % 2 === 0 ? { ...one, resources: resourceRefs } : one)),
  };
}

function part(
  optional: Record<string, fc.Arbitrary<unknown>>,
  required: Record<string, fc.Arbitrary<unknown>> = {},
): fc.Arbitrary<Record<string, unknown>> {
  const all = { ...required, ...optional };
  return fc.record(all, { requiredKeys: Object.keys(required), noNullPrototype: true });
}

/** Some letters and symbols are invisible. */
function isName(text: string): boolean {
  const seen = text.replaceAll(/[\u115F\u1160\u2800\u3164\uFFA0]/gu, "");
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(seen) && text.isWellFormed() && !/[\p{Cc}\u2028\u2029]/u.test(text);
}

function timeOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

function plusDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}
