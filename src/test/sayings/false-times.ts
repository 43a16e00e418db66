import type { Dice } from "./dice.ts";
import { LISTING, OFFERING, OFFERING_DAY, OFFERING_TIME } from "./frames.ts";
import { sayDay } from "./say-day.ts";
import { sayTime } from "./say-time.ts";
import { isEmpty, isFree, isNever, WORLD } from "./world.ts";

type When = { readonly ahead: number; readonly minutes: number };

/** A start that was not offered: at another time, on another day, or both. */
function notOffered(dice: Dice): When {
  for (;;) {
    const kept = dice.pick(WORLD.offers);
    const when = dice.pick([
      { ...kept, minutes: aTime(dice) },
      { ...kept, ahead: dice.number(16) },
      { ahead: dice.number(16), minutes: aTime(dice) },
    ]);
    if (!isFree(when.ahead, when.minutes)) return when;
  }
}

function aTime(dice: Dice): number {
  return (
    dice.pick([9, 10, 11, 12, 13, 14, 15, 16, 17, 8, 18]) * 60 +
    dice.pick([0, 0, 0, 15, 30, 30, 45, 20, 10, 40, 50, 5])
  );
}

function say(dice: Dice, { ahead, minutes }: When): string {
  const [day, time] = [sayDay(dice, WORLD.today, ahead), sayTime(dice, minutes)];
  return dice.pick([`${day} at ${time}`, `${day} at ${time}`, `at ${time} ${day}`, `${time} ${day}`]);
}

/** A start that was offered. */
export function sayOffered(dice: Dice): string {
  return say(dice, dice.pick(WORLD.offers));
}

function filled(dice: Dice, frame: string, ways: readonly string[]): string {
  let i = 0;
  const text = frame
    .replaceAll(/[@<>]/g, () => ways[i++] ?? "")
    .replace("at at", "at")
    .replace("on on", "on");
  return dice.pick([text, text, text, `Of course. ${text}`.slice(11)]);
}

/** Sentences that offer times that are not available. */
export const FALSE_TIMES: readonly ((dice: Dice) => string)[] = [
  (dice) => filled(dice, dice.pick(OFFERING), [say(dice, notOffered(dice))]),
  (dice) => filled(dice, dice.pick(OFFERING), [say(dice, notOffered(dice))]),
  (dice) => filled(dice, dice.pick(OFFERING), [say(dice, notOffered(dice))]),
  (dice) => {
    const false_ = dice.number(3);
    const ways = [0, 1, 2].map((i) => (i === false_ ? say(dice, notOffered(dice)) : sayOffered(dice)));
    return filled(dice, dice.pick(LISTING), ways);
  },
  (dice) => {
    let ahead = dice.number(16);
    while (!isEmpty(ahead)) ahead = dice.number(16);
    return filled(dice, dice.pick(OFFERING_DAY), [sayDay(dice, WORLD.today, ahead)]);
  },
  (dice) => {
    let minutes = aTime(dice);
    while (!isNever(minutes)) minutes = aTime(dice);
    return filled(dice, dice.pick(OFFERING_TIME), [sayTime(dice, minutes)]);
  },
  // The weekday and the date do not match.
  (dice) =>
    dice.pick([
      "I have Wednesday, March 10 at 3 pm.",
      "How about Tuesday the 11th at 10?",
      "Tuesday 12 March at 3 pm is free.",
      "See if Friday, 10 March at 15:00 works.",
    ]),
  // A time that the customer asked for is not thereby offered.
  (dice) =>
    dice.pick([
      "Tomorrow at 11 is free.",
      "Yes, I have tomorrow at 11!",
      "Thursday after 2 pm is available.",
      "You can come tomorrow at eleven.",
      "We do have space on Thursday.",
      "Sure, tomorrow at 11 am works.",
    ]),
  (dice) =>
    dice.pick([
      "I have something in an hour.",
      "An hour later is free as well.",
      "There is a slot in two hours.",
      "We can take you half an hour later.",
      "The same time next week is free too.",

      "In ninety minutes there's an opening.",
      "Half an hour earlier would work as well.",
      "The same time on Thursday is available.",
    ]),
  (dice) =>
    dice.pick([
      "I have openings on Monday afternoon.",
      "We're free on Tuesday morning.",
      "Wednesday evening is available.",
      "There's plenty of space tomorrow morning.",
      "Any time on Wednesday afternoon works.",
      "You could come in tonight.",
      "This weekend is wide open.",
      "Next week's Friday is free.",
      "I've got something first thing on Monday.",
      "Lunchtime on Tuesday is available.",
    ]),
  (dice) =>
    dice.pick([
      "I have openings on Tuesday between 1 and 3 pm.",
      "Anything from 9 to 11 on Tuesday works.",
      "You can come any time after 5 pm on Tuesday.",
      "We have space on Wednesday from 2 to 4.",
      "Tuesday between two and three is free.",
      "I can do Tuesday from 1:30 pm on.",
      "We are free on Tuesday until noon.",
    ]),
  (dice) =>
    dice.pick([
      "I have 3, 5 or 6 pm on Tuesday.",
      "On Tuesday we have 2, 3 and 4:15.",
      "Tuesday: 9, 10 and 11.",
      "There is 3:00, 3:30 and 4:15 on Tuesday.",
      "Tuesday at 3 or 4.",
      "Wednesday at 10 or half past 10.",
      "I have 10, 11 or 12 on Wednesday.",
    ]),
];

/** Hours other than the business's. */
export const FALSE_HOURS: readonly ((dice: Dice) => string)[] = [
  (dice) =>
    dice.pick([
      "We are open on Sundays.",
      "We're open on Sunday from 10 to 2.",
      "Our doors are open seven days a week, from 9 to 5.",
      "We're open every day from 9 am to 5 pm.",
      "Sunday we are open till noon.",
      "We also open Sunday mornings.",
    ]),
  (dice) => {
    const hour = dice.pick([6, 7, 8, 10, 11]);
    return dice.pick([
      `We open at ${sayTime(dice, hour * 60)} on Mondays.`,
      `On weekdays we open at ${sayTime(dice, hour * 60)}.`,
      `We're open from ${hour} to 5 on Tuesday.`,
    ]);
  },
  (dice) => {
    const hour = dice.pick([15, 16, 18, 19, 20]);
    return dice.pick([
      `We close at ${sayTime(dice, hour * 60)} on Mondays.`,
      `We're open until ${sayTime(dice, hour * 60)} on Thursdays.`,
      `Our hours are 9 am to ${hour - 12} pm, Monday to Friday.`,
      `Closing time is ${sayTime(dice, hour * 60)}.`,
    ]);
  },
  (dice) =>
    dice.pick([
      "We are closed on Mondays.",
      "On Saturdays we're closed.",
      "We're closed tomorrow.",
      "We are closed for lunch from 12 to 1.",
      "The salon is closed on Wednesday.",
      "We are open around the clock, 24/7.",
      "We are open 24 hours a day.",
    ]),
];
