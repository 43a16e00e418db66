/** Two therapists with few, long appointments and no front desk. */
export const practice: Record<string, unknown> = {
  slug: "practice",
  plan: "standard",
  profile: {
    business_name: "Elm Row Counselling",
    kind: "therapist",
    time_zone: "America/Chicago",
    country: "US",
    phone: "+13125550177",
    email: "desk@elmrow.example",
    address: "210 Elm Row, Chicago",
    description: "Talking helps. Individual and couples sessions with two therapists.",
  },
  policies: { min_notice_minutes: 120, booking_window_days: 90, cancellation_notice_minutes: 1440 },
  hours: {
    mon: [["08:00", "18:00"]],
    tue: [["08:00", "18:00"]],
    wed: [["08:00", "18:00"]],
    thu: [["10:00", "20:00"]],
    fri: [["08:00", "16:00"]],
  },
  services: [
    {
      ref: "first",
      name: "First conversation",
      aliases: ["intake", "first session", "introductory session"],
      description: "Half an hour to get to know each other.",
      duration_minutes: 30,
      price_cents: 0,
      slot_interval_minutes: 30,
    },
    {
      ref: "single",
      name: "Individual session",
      aliases: ["therapy session", "counselling session", "session"],
      duration_minutes: 50,
      price_cents: 14000,
      slot_interval_minutes: 60,
    },
    {
      ref: "couple",
      name: "Couples session",
      aliases: ["couples therapy", "marriage counselling"],
      duration_minutes: 80,
      price_cents: 21000,
      slot_interval_minutes: 30,
    },
  ],
  staff: [
    { ref: "okafor", name: "Dr Ngozi Okafor", services: ["first", "single", "couple"] },
    {
      ref: "bauer",
      name: "Hannah Bauer",
      services: ["first", "single"],
      hours: { mon: [["08:00", "14:00"]], wed: [["10:00", "18:00"]], thu: [["12:00", "20:00"]] },
    },
  ],
  faqs: [
    {
      question: "Do you take insurance?",
      answer: "We send you a bill that most insurers accept; we do not bill them ourselves.",
      tags: ["insurance", "payment"],
    },
    {
      question: "Can we meet by video?",
      answer: "Yes, every session can be a video call. We send the link a day before.",
      tags: ["online", "video"],
    },
  ],
};
