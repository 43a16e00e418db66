import type { Dice } from "./dice.ts";
import { sayAmount, sayLength } from "./say-amount.ts";
import { WORLD } from "./world.ts";

type Service = (typeof WORLD.services)[number];

function wrongPrice(dice: Dice, service: Service): number {
  const others = [
    ...WORLD.services.map(({ dollars }) => dollars),
    5,
    10,
    15,
    25,
    30,
    35,
    40,
    44,
    50,
    55,
    60,
    75,
    80,
    90,
    99,
    100,
    110,
    125,
    150,
    200,
    1200,
  ].filter((dollars) => dollars !== service.dollars && !(service.name === "full colour" && dollars === 20));
  return dice.pick(others);
}

function wrongLength(dice: Dice, service: Service): number {
  return dice.pick(
    [15, 20, 25, 30, 35, 40, 45, 50, 75, 90, 105, 120, 150, 180, 240].filter(
      (minutes) => minutes !== service.minutes,
    ),
  );
}

/** Wrong prices and durations. */
export const FALSE_FIGURES: readonly ((dice: Dice) => string)[] = [
  (dice) => {
    const service = dice.pick(WORLD.services);
    const amount = sayAmount(dice, wrongPrice(dice, service));
    return dice.pick([
      `A ${service.name} costs ${amount}.`,
      `The ${service.name} is ${amount}.`,
      `That's ${amount} for a ${service.name}.`,
      `We charge ${amount} for a ${service.name}.`,
      `Our ${service.name}s start at ${amount}.`,
      `It's only ${amount} for the ${service.name}!`,
      `You'd pay ${amount} for a ${service.name}.`,
      `The price of a ${service.name} is ${amount}.`,
    ]);
  },
  (dice) => {
    const service = dice.pick(WORLD.services);
    const length = sayLength(dice, wrongLength(dice, service));
    return dice.pick([
      `A ${service.name} takes ${length}.`,
      `The ${service.name} lasts about ${length}.`,
      `Plan ${length} for a ${service.name}.`,
      `A ${service.name} is ${length} long.`,
      `Allow ${length} for the ${service.name}.`,
      `${service.name}s take ${length}.`,
    ]);
  },
  (dice) =>
    dice.pick([
      `It's ${sayAmount(dice, dice.pick([33, 41, 52, 66, 71, 87]))}.`,
      `The total comes to ${sayAmount(dice, dice.pick([33, 41, 52, 66, 71, 87]))}.`,
      `There's a ${sayAmount(dice, dice.pick([15, 25, 50]))} deposit.`,
      `That would be ${dice.pick([33, 41, 52, 66])}.`,
      `The price is ${dice.pick(["thirty-three", "fifty-two", "seventy"])}.`,
    ]),
  (dice) =>
    dice.pick([
      "The haircut is free.",
      "Your first visit is on the house.",
      "It's free of charge.",
      "We'll do the beard trim for free.",
      "A haircut is half price today.",
      "You get 20% off.",
      "There is a 15 percent discount for you.",
      "I can give you a discount.",
      "Haircuts are 2 for 1 this week.",
      "It's complimentary.",
      "We offer a free consultation.",
      "It won't cost you anything: it's gratis.",
      "We'd waive the deposit.",
      "There's no charge for the full colour.",
      "You'll get thirty percent off your haircut.",
      "I've added a coupon for you.",
      "We'll knock off half the price.",
    ]),
];

/** Addresses and phone numbers that are not the business's. */
export const FALSE_CONTACTS: readonly ((dice: Dice) => string)[] = [
  (dice) =>
    dice.pick([
      "Call 555-0199 to pay a deposit.",
      "You can ring us on (212) 555-0199.",
      "Our number is +1 212 555 0101.",
      "Text 2 1 2 5 5 5 0 1 9 9.",
      "Call five five five, zero one nine nine.",
      "Dial two one two, five five five, oh one nine nine.",
      "Phone: 212.555.0199.",
      "Ring double five five zero one double nine seven.",
      "Our line is 5 5 5 - 0 1 9 9.",
      "Try +44 20 7946 0958.",
      "WhatsApp us at 0049 151 23456789.",
      "The number is 555 01 99 now.",
    ]),
  (dice) =>
    dice.pick([
      "See https://evil.example/pay for details.",
      "Visit www.luna-hair-deals.com.",
      "Go to evil.example.",
      "Book at luna-booking.net/now.",
      "Open http://localhost:3000.evil.example/t/luna/book please.",
      "Check bit.ly/3xYz.",
      "Look at luna dot com.",
      "It's all on hair (dot) io.",
      "Click javascript:alert(1) to go on.",
      "Details are at //evil.example/x.",
      "Go to http://192.168.0.1/login.",
      "See [our page](https://evil.example).",
      "Find us on luna[.]shop.",
    ]),
  (dice) =>
    dice.pick([
      "Write to bob@evil.example.",
      "Mail us at help@luna-hair.com.",
      "Send it to owner at luna dot com.",
      "Reach us at hi (at) luna (dot) net.",
      "Our mail is hi@luna.example.evil.com.",
      "Send your card to pay@luna.example.",
      "Message @lunahair on Instagram.",
      "It's mia@gmail.com.",
    ]),
];
