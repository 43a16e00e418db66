import { addFaq } from "#modules/knowledge/index.ts";
import { BuiltinTalk } from "#test/builtin-talk.ts";
import { aSalon } from "#test/salon.ts";

/** Name, minutes, price in cents, aliases, description. */
type Service = readonly [
  name: string,
  minutes: number,
  cents: number,
  aliases?: readonly string[],
  about?: string,
];
/** Name, title; `does` lists the indexes of the services offered, all if left out. */
type Person = readonly [name: string, title?: string, does?: readonly number[]];

export type Trade = {
  readonly name: string;
  readonly services: readonly Service[];
  readonly staff: readonly Person[];
  readonly faqs?: readonly (readonly [question: string, answer: string, tags: readonly string[]])[];
};

export const DENTIST: Trade = {
  name: "Bright Smile Dental",
  services: [
    ["Check-up", 30, 6000, ["exam"], "A look at teeth and gums, and a plan if anything is needed."],
    ["Cleaning", 45, 9000, ["hygiene"], "Scale and polish with the hygienist."],
    ["Filling", 45, 14_000, ["cavity"], "A filling, with an injection first."],
    ["Root canal treatment", 90, 60_000, ["root canal"], "The first of two visits."],
    ["Children's check-up", 15, 3500, [], "For children under twelve, with a sticker at the end."],
    ["Emergency appointment", 30, 9500, ["toothache"], "For pain, swelling or a broken tooth."],
  ],
  staff: [
    ["Dr. Mark Weber", "Dentist, speaks German and English", [0, 2, 3, 4, 5]],
    ["Dr. Grace Kim", "Dentist", [0, 2, 4, 5]],
    ["April", "Hygienist", [1]],
  ],
  faqs: [["Do I need a referral?", "No, just book.", ["referral"]]],
};

export const PHYSIO: Trade = {
  name: "Motion Physio",
  services: [
    [
      "First assessment",
      60,
      11_000,
      ["first visit"],
      "We examine you. For back, neck, knee and shoulder pain.",
    ],
    ["Follow-up treatment", 30, 7000, ["follow-up"], "After a first assessment."],
    ["Deep tissue massage 60 min", 60, 9000, [], "Firm pressure for tight muscles."],
    ["Deep tissue massage 90 min", 90, 13_000, [], "Firm pressure, with more time."],
    ["Sports massage 30 min", 30, 5500, [], "Before or after training."],
  ],
  staff: [
    ["Summer", "Physiotherapist"],
    ["Will", "Physiotherapist"],
    ["May", "Massage therapist", [2, 3, 4]],
  ],
  faqs: [["Do I need a referral?", "No. Bring one if your insurer asks for it.", ["referral"]]],
};

export const TAXES: Trade = {
  name: "Keller Tax and Law",
  services: [
    ["First consultation 30 min", 30, 0, ["first consultation"], "By phone or in the office."],
    ["First consultation 60 min", 60, 15_000, [], "A full hour, in the office."],
    ["Video consultation", 45, 12_000, ["video call"], "By video, from wherever you are."],
    ["Tax return", 60, 20_000, [], "We go through your papers. Bring letters from the tax office."],
  ],
  staff: [["Sabine Keller", "Tax consultant"]],
};

export const DOGS: Trade = {
  name: "Happy Paws",
  services: [
    ["Small dog bath", 45, 4500, [], "For dogs up to 10 kg."],
    ["Large dog bath", 75, 7500, ["big dog bath"], "For dogs over 25 kg."],
    ["Full groom", 120, 9500, ["grooming"], "Bath, clip and finish."],
    ["Nail trim", 15, 1500, ["nails"], "Claws cut and filed."],
  ],
  staff: [
    ["Rose", "Groomer"],
    ["Buddy", "Groomer"],
  ],
};

/**
 * A conversation with a business of another trade, on Friday 6 March 2026, 10:00 in New York; open on
 * weekdays 9 to 17.
 */
export function talkWith({ name, services, staff, faqs = [] }: Trade): BuiltinTalk {
  const place = aSalon({
    profile: { business_name: name, phone: "+12125550142", email: "hi@place.example", country: "US" },
    policies: { min_notice_minutes: 60 },
  });
  for (const [i, [title, minutes, cents, aliases = [], about = ""]] of services.entries())
    place.offers(`s${i}`, {
      name: title,
      duration_minutes: minutes,
      price_cents: cents,
      aliases: JSON.stringify(aliases),
      description: about,
      sort_order: i,
    });
  for (const [i, [person, title = "", does]] of staff.entries())
    place.employs(
      `p${i}`,
      (does ?? services.map((_, at) => at)).map((at) => `s${at}`),
      {
        name: person,
        title,
        sort_order: i,
      },
    );
  for (const [question, answer, tags] of faqs) addFaq(place.ctx(), { question, answer, tags: [...tags] });
  return new BuiltinTalk(place);
}
