/**
 * Sentences that offer a time; `@` stands for day and time, `<` for the day alone, `>` for the time alone.
 */
export const OFFERING = [
  "I have a slot @.",
  "How about @?",
  "We could see you @.",
  "There's an opening @ with Mia.",
  "You could come in @.",
  "Would coming @ work for you?",
  "Mia is available @.",
  "I can squeeze you in @.",
  "The next opening is @.",
  "The earliest I can do is @.",
  "Great news, we have availability @.",
  "Sure! I can do @ for a haircut.",
  "Mia has a gap @, would you like it?",
  "Yes, @ is free.",
  "You're in luck: @ just opened up.",
  "What about @ instead?",
  "I'd suggest @.",
  "Shall I put you down for a haircut @?",
  "Our stylist is free @, if you like.",
  "Perfect, let's go with a haircut @.",
  "No problem, I can offer you a trim @!",
  "Looks like @ is still open.",
];

/** Several times in a list, each with its own day. */
export const LISTING = [
  "I can offer you these: @, @ or @.",
  "Either @ or @ would work, as would @.",
  "There is room @, @, and @.",
  "We have @, @ and @ free.",
];

/** The day only. */
export const OFFERING_DAY = [
  "I have several openings <.",
  "We could fit you in <.",
  "Mia is free <.",
  "How about <?",
  "There is still space <.",
  "You can come <.",
];

/** The time only, on an unspecified day. */
export const OFFERING_TIME = [
  "I have > available.",
  "How about >?",
  "> works for us.",
  "Mia can take you at >.",
  "The earliest slot is >.",
  "Would > suit you?",
  "You can come at >.",
];
