/**
 * A business with too much of everything, for pages that must fit it all and let none of it through as
 * markup.
 */
export const TOO_MUCH = {
  slug: "crowded",
  profile: {
    business_name:
      "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft & Töchter",
    time_zone: "America/New_York",
    country: "US",
    phone: "+12125550100",
    email: "hi@crowded.example",
    address: "مركز الجمال، شارع الملك فهد\n1 Main St, New York, NY 10001",
    description: `<script>alert("description")</script> ${"Wide and long, with many words. ".repeat(12)}`,
  },
  branding: { primary_color: "#ffe14d" },
  policies: { booking_window_days: 60, late_text: "L".repeat(300) },
  hours: {
    mon: [
      ["07:00", "09:30"],
      ["10:00", "13:00"],
      ["14:00", "23:30"],
    ],
    tue: [["00:00", "24:00"]],
    wed: [["00:00", "24:00"]],
    thu: [["22:00", "03:00"]],
    fri: [["09:00", "24:00"]],
    sat: [["09:00", "12:00"]],
    sun: [["09:00", "12:00"]],
  },
  services: [
    {
      ref: "first",
      name: "N".repeat(200),
      description: `"onmouseover="alert(1) ${"and words, ".repeat(40)}`,
      duration_minutes: 15,
      price_cents: 123_456_78,
    },
    {
      ref: "class",
      name: "قص الشعر وتصفيفه",
      description: "صف لستة أشخاص",
      duration_minutes: 75,
      price_cents: 4500,
      capacity: 6,
    },
    ...Array.from({ length: 38 }, (_, index) => ({
      ref: `more-${index}`,
      name: `Treatment number ${index + 1}`,
      duration_minutes: 5 * (index + 1),
      price_cents: 1_000 * (index + 1),
      sort_order: index + 1,
    })),
  ],
  staff: [
    { ref: "long", name: `<b>${"Maximiliane ".repeat(16).trim()}`, title: "T".repeat(100) },
    { ref: "amira", name: "أميرة بنت عبد الله", title: "خبيرة تجميل" },
    ...Array.from({ length: 10 }, (_, index) => ({
      ref: `p-${index}`,
      name: `Person ${index + 1}`,
      title: "Stylist",
    })),
  ],
} as const;
