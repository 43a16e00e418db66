import type { Wish } from "./goal.ts";
import { pick, sayWhen, type Tongue } from "./say-when.ts";

export function sayService(tongue: Tongue, wish: Wish): string {
  if (wish.services.length > 1) return wish.services.map((one) => `a ${one.toLowerCase()}`).join(" and ");
  const name = wish.services[0].toLowerCase();
  const said = wish.sayService ? pick(tongue, wish.sayService) : name;
  return /^(a|an|the|my|some) /.test(said) ? said : `${/^[aeiou]/.test(said) ? "an" : "a"} ${said}`;
}

/** The whole request in one sentence. */
export function sayWish(tongue: Tongue, wish: Wish): string {
  const service = sayService(tongue, wish);
  const when = sayWhen(tongue, wish);
  const who = `${wish.staff === undefined ? "" : ` with ${wish.staff}`}${saySeries(tongue, wish)}`;
  return pick(tongue, [
    `Hi, I'd love ${service}${who} ${when}`,
    `hello there, can you squeeze me in for ${service}${who} ${when}?`,
    `Could I come in for ${service}${who} ${when}?`,
    `I need ${service}${who} ${when}`,
    `Looking to get ${service}${who} ${when}, is that possible?`,
    `Do you have room for ${service}${who} ${when}?`,
  ])
    .replace(/ +/g, " ")
    .replace(/ ([,?])/g, "$1")
    .trim();
}

/** The frequency, and sometimes the number of visits. */
function saySeries(tongue: Tongue, { series }: Wish): string {
  if (!series) return "";
  const often = pick(tongue, series.often);
  return tongue.chance.below(2) === 0 ? ` ${often}` : ` ${often}, ${pick(tongue, series.howMany)},`;
}

/** An opening that says only part of it. */
export function sayOpening(tongue: Tongue, wish: Wish): string {
  const often = wish.series ? ` ${pick(tongue, wish.series.often)}` : "";
  const service = `${sayService(tongue, wish)}${often}`;
  return pick(tongue, [
    `hey, I was hoping to get ${service}`,
    "Good morning, I'd like to come in",
    `hi! ${service} please`,
    "Hello, could I get an appointment?",
    `I want to make a booking for ${service}`,
  ]);
}

export const SAY = {
  name: (tongue: Tongue, name: string) =>
    pick(tongue, [name, `It's ${name}`, `my name's ${name}`, `${name} here`, `This is ${name}`]),
  email: (tongue: Tongue, email: string) =>
    tongue.spoken
      ? `it is ${email.replace("@", " at ").replaceAll(".", " dot ")}`
      : pick(tongue, [email, `You can write to ${email}`, `${email} is best`, `my mail is ${email}`]),
  phone: (tongue: Tongue, phone: string) =>
    pick(tongue, [phone, `call me on ${phone}`, `${phone} is my mobile`]),
  anyone: (tongue: Tongue) =>
    pick(tongue, [
      "I don't mind who",
      "whoever is free",
      "no preference",
      "anybody is fine",
      "doesn't matter",
    ]),
  staff: (tongue: Tongue, staff: string) =>
    pick(tongue, [staff, `${staff} please`, `I'd prefer ${staff}`, `with ${staff} if I can`]),
  yes: (tongue: Tongue) =>
    pick(tongue, [
      "yes",
      "Yes please",
      "yep, go ahead",
      "that's right, book it",
      "perfect, do it",
      "Sounds good",
      "sure thing",
      "ok great",
      "correct",
    ]),
  yesToChange: (tongue: Tongue) =>
    pick(tongue, ["yes", "Yes please", "yep, do it", "that's right", "correct", "go ahead", "sure thing"]),
  no: (tongue: Tongue) =>
    pick(tongue, ["no thanks, leave it", "no, forget it", "Nope, I don't want that after all"]),
  nothingElse: (tongue: Tongue) =>
    pick(tongue, ["no that's everything, thanks", "That's all, thank you!", "nothing else, cheers"]),
  bye: (tongue: Tongue) => pick(tongue, ["thanks, bye", "great, thank you!", "lovely, see you then"]),
  cancel: (tongue: Tongue) =>
    pick(tongue, [
      "I need to cancel my appointment",
      "sorry, I can't make it any more, please take my booking out",
      "Please call off my visit",
    ]),
  move: (tongue: Tongue) =>
    pick(tongue, [
      "I need to move my appointment",
      "can we shift my visit to another day?",
      "I'd like to reschedule",
    ]),
  lookUp: (tongue: Tongue) =>
    pick(tongue, ["when is my appointment again?", "Could you tell me what time I'm booked for?"]),
  reference: (tongue: Tongue, uid: string) => pick(tongue, [uid, `the code is ${uid}`, `booking ${uid}`]),
  person: (tongue: Tongue) =>
    pick(tongue, [
      "can I talk to a real person?",
      "I'd rather speak with someone at the desk",
      "get me a human please",
    ]),
  wait: (tongue: Tongue) =>
    pick(tongue, [
      "put me on the waiting list then",
      "can I go on the waitlist?",
      "let me know if something opens up please",
    ]),
  other: (tongue: Tongue, when: string) =>
    pick(tongue, [
      `none of those work, what about ${when}?`,
      `hmm, do you have ${when} instead?`,
      `not good for me. ${when}?`,
    ]),
  nth: (tongue: Tongue, n: number, count: number) => {
    const names = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];
    const name = n === count - 1 && n > 1 && tongue.chance.below(2) === 0 ? "last" : (names[n] ?? "first");
    return pick(tongue, [`the ${name} one`, `I'll take the ${name} one`, `${name} one please`]);
  },
  atTime: (tongue: Tongue, said: string) =>
    pick(tongue, [`${said} works for me`, `let's do ${said}`, `${said} please`, `I'll go with ${said}`]),
  yesBut: (tongue: Tongue, when: string) =>
    pick(tongue, [`yes but ${when}`, `ok, only make it ${when}`, `yes, except could it be ${when}?`]),
  changed: (tongue: Tongue, what: string) =>
    pick(tongue, [
      `actually, ${what} instead`,
      `wait, changed my mind: ${what}`,
      `sorry, can we make that ${what}`,
    ]),
  wrongEmail: (tongue: Tongue, email: string) =>
    pick(tongue, [`the email is wrong, it should be ${email}`, `oops, my email is ${email}`]),
} as const;
