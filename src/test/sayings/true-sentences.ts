import type { Dice } from "./dice.ts";
import { sayOffered } from "./false-times.ts";
import { LISTING, OFFERING, OFFERING_DAY, OFFERING_TIME } from "./frames.ts";
import { sayAmount, sayLength } from "./say-amount.ts";
import { sayDay } from "./say-day.ts";
import { sayTime } from "./say-time.ts";
import { WORLD } from "./world.ts";

function filled(frame: string, ways: readonly string[]): string {
  let i = 0;
  return frame
    .replaceAll(/[@<>]/g, () => ways[i++] ?? "")
    .replace("at at", "at")
    .replace("on on", "on");
}

/** Sentences that are entirely true, in as many wordings as the false ones. */
export const TRUE_SENTENCES: readonly ((dice: Dice) => string)[] = [
  (dice) => filled(dice.pick(OFFERING), [sayOffered(dice)]),
  (dice) => filled(dice.pick(OFFERING), [sayOffered(dice)]),
  (dice) => filled(dice.pick(LISTING), [sayOffered(dice), sayOffered(dice), sayOffered(dice)]),
  (dice) => filled(dice.pick(OFFERING_DAY), [sayDay(dice, WORLD.today, dice.pick(WORLD.offers).ahead)]),
  (dice) => filled(dice.pick(OFFERING_TIME), [sayTime(dice, dice.pick(WORLD.offers).minutes)]),
  (dice) => {
    const { name, dollars, minutes } = dice.pick(WORLD.services);
    const [amount, length] = [sayAmount(dice, dollars), sayLength(dice, minutes)];
    return dice.pick([
      `A ${name} costs ${amount}.`,
      `The ${name} is ${amount} and takes ${length}.`,
      `That's ${amount} for a ${name}.`,
      `A ${name} takes ${length}.`,
      `Plan ${length} for a ${name}; it is ${amount}.`,
      `We charge ${amount} for a ${name}.`,
    ]);
  },
  (dice) => dice.pick(SMALL_TALK),
  (dice) => dice.pick(SMALL_TALK),
  (dice) => dice.pick(KNOWLEDGE),
  (dice) => dice.pick(NEGATIVES),
];

const SMALL_TALK = [
  "Hello! How can I help you today?",
  "Good morning! What can I do for you?",
  "Which service would you like?",
  "Sure, I can help with that.",
  "What day works best for you?",
  "Do you prefer mornings or afternoons?",
  "Would you like the morning or the afternoon?",
  "May I have your name, please?",
  "And which email address or phone number can we reach you at?",
  "Shall I book it?",
  "Would you like me to book that for you?",
  "Once you confirm, I'll book it.",
  "If everything looks right, just say yes and it will be booked.",
  "Nothing is booked yet.",
  "I can only book it after you confirm.",
  "Please confirm the summary below.",
  "Your visit isn't booked until you say yes.",
  "I can move or cancel a visit for you, if you have the reference.",
  "To cancel, I need the reference of your booking.",
  "What is the e-mail address that you booked with?",
  "I couldn't find that booking, sorry.",
  "I'm sorry, I can't share other customers' details.",
  "I'm just an assistant for this salon, so I can't help with that.",
  "Let me check that for you.",
  "One moment, please.",
  "Just a second while I look.",
  "Thanks, April!",
  "You're welcome, have a lovely day!",
  "Have a great weekend!",
  "Enjoy the rest of your afternoon!",
  "Is there anything else I can do for you?",
  "With whom would you like to come, Mia or April?",
  "Here are two options that might suit you.",
  "The first one or the second one?",
  "Which of the three would you like?",
  "Do you want me to put you on the waitlist?",
  "I could ask the owner for you, if you like.",
  "Shall I pass that on to the owner?",
  "Before I book it, may I have your name?",
  "I don't give discounts, I'm afraid.",
  "I'm not able to change prices.",
  "Does that work for you?",
  "Is that right?",
  "Got it, a haircut.",
  "Great choice!",
  "No worries, take your time.",
  "Could you tell me which time you'd like?",
  "I'd be happy to find you a time.",
  "That time has just been taken by someone else.",
  "You can say the day and time in your own words.",
];
const KNOWLEDGE = [
  "We're open Monday to Friday from 9 am to 5 pm.",
  "On Saturdays we are open from 10 to 2.",
  "We are closed on Sundays.",
  "We open at nine on weekdays.",
  "On Friday we close at 5 pm.",
  "Today we're open until 5 pm.",
  "We are at 1 Main St, New York.",
  "You can find us at 1 Main St.",
  "There is free parking for two hours behind the building.",
  "Parking behind the building is free for two hours.",
  "Please cancel at least two hours before your visit.",
  "You can cancel up to 2 hours before your visit.",
  "Late cancellations cost $20.",
  "Students get 10 % off on weekdays.",
  "You can book up to 60 days ahead.",
  "We need at least an hour's notice.",
  "You can reach us on +1 212 555 0100.",
  "Our number is (212) 555-0100.",
  "Write to hi@luna.example if you like.",
  "You can also book at http://localhost:3000/t/luna/book.",
  "The deposit for full colour is $20.",
  "We do haircuts, full colour and beard trims.",
  "A haircut is $45, a beard trim is $18.50.",
  "A haircut takes 30 minutes and full colour two hours.",
  "Cancelled visits can be rebooked at any time.",
  "Full colour is $120 with a $20 deposit.",
];
const NEGATIVES = [
  "I'm afraid tomorrow at 11 isn't free.",
  "Sorry, there is nothing tomorrow at 11 am.",
  "Unfortunately Thursday is fully booked.",
  "We have nothing free on Thursday after 2 pm.",
  "Tomorrow at eleven is taken, but I have Tuesday at 3 pm.",
  "Nothing is available on Thursday, but Tuesday at 4:15 pm is free.",
  "You asked for tomorrow at 11; that is not available.",
  "Let me check Thursday after 2 pm.",
  "I'll look for something tomorrow at 11.",
  "I can't do tomorrow at 11, I'm sorry.",
  "Do you mean tomorrow at 11 am?",
  "So you'd like Thursday after 2 pm, is that right?",
  "We don't have anything on Monday.",
  "There are no openings tomorrow.",
  "I don't see any free times on Friday the 13th.",
];
