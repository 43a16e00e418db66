/** What is true at the time: nothing has been done, a time is held, or Tuesday at three is booked. */
export type Moment = "open" | "held" | "booked";

/** Replies in the style of language models, all true in the world of `WORLD`. */
export const MODEL_REPLIES: readonly (readonly [moment: Moment, text: string])[] = [
  [
    "open",
    "Sure thing! For a haircut, I have a few times next week: Tuesday, March 10 at 3:00 PM, Tuesday, March 10 at 4:15 PM, and Wednesday, March 11 at 10:00 AM. Which one works best for you?",
  ],
  [
    "open",
    "I've got three openings coming up:\n\n- **Tuesday, March 10** at 3:00 PM\n- **Tuesday, March 10** at 4:15 PM\n- **Wednesday, March 11** at 10:00 AM\n\nWould any of these work for you?",
  ],
  [
    "open",
    "1. Tuesday 3 pm\n2. Tuesday 4:15 pm\n3. Wednesday 10 am\n\nJust let me know which number you'd like!",
  ],
  [
    "open",
    "Unfortunately, we don't have anything available tomorrow at 11 AM. The closest options are Tuesday at 3 PM or 4:15 PM. Would either of those work?",
  ],
  [
    "open",
    "I checked Thursday after 2 PM, and there's nothing open. However, I do have Wednesday, March 11 at 10 AM.",
  ],
  ["open", "A haircut is $45 and takes about 30 minutes. Would you like me to check availability?"],
  ["open", "Our full colour service costs $120 and takes two hours. It requires a $20 deposit."],
  [
    "open",
    "We're open Monday through Friday from 9 AM to 5 PM, and Saturday from 10 AM to 2 PM. We're closed on Sundays.",
  ],
  [
    "open",
    "You can find us at 1 Main St, New York. There's free parking behind the building for up to two hours.",
  ],
  [
    "open",
    "Great choice! To hold Tuesday at 3 PM for you, could I get your full name and either an email or a phone number?",
  ],
  ["held", "I'm holding Tuesday at 3:00 PM for you for the next 5 minutes. May I have your name?"],
  ["held", "Got it — Tuesday, March 10 at 3:00 PM with Mia. What name should I put the appointment under?"],
  ["open", "Thanks, Dana! I just need an email address or phone number so we can send the confirmation."],
  ["open", "Thanks! Please review the summary below and confirm if everything looks right."],
  ["open", "Here's the summary: Haircut on Tuesday, March 10 at 3:00 PM, $45. Shall I go ahead and book it?"],
  ["open", "Just to confirm, you'd like a haircut on Tuesday, March 10 at 3:00 PM. Is that correct?"],
  [
    "booked",
    "You're all set! Your haircut is booked for Tuesday, March 10 at 3:00 PM. You'll receive a confirmation shortly. See you then!",
  ],
  [
    "booked",
    "Your appointment is on Tuesday, March 10 at 3:00 PM. If anything changes, you can cancel up to two hours before.",
  ],
  ["booked", "Your haircut starts at 3 PM and should be done by 3:30 PM on Tuesday."],
  ["open", "I understand you'd like to cancel. Could you share the reference from your confirmation?"],
  ["open", "I'm not able to give discounts, but students get 10 % off on weekdays."],
  [
    "open",
    "I'm sorry, I can't help with that. I can help you book, reschedule or cancel an appointment at Luna Hair.",
  ],
  [
    "open",
    "I don't have information about that, but I can pass your question on to the owner. Would you like me to?",
  ],
  [
    "open",
    "If you'd like, I can add you to the waitlist for Thursday afternoon and we'll let you know if something opens up.",
  ],
  ["open", "Could you tell me what day and time you'd prefer?"],
  ["open", "Do you have a preferred stylist, or is anyone fine?"],
  ["open", "Both times are with Mia."],
  ["open", "The earliest available time is Tuesday at 3 PM."],
  ["open", "We need at least one hour's notice for bookings, and you can book up to 60 days in advance."],
  ["open", "Late cancellations cost $20, so please let us know at least two hours before your visit."],
  ["open", "A beard trim is $18.50 and takes 15 minutes, while a haircut is $45 and takes 30 minutes."],
  ["open", "Are you looking for a haircut, full colour, or a beard trim?"],
  ["open", "That time isn't available anymore, I'm afraid. How about 4:15 PM on the same day?"],
  ["open", "It looks like 3 PM on Tuesday is still available. Should I reserve it for you?"],
  ["open", "I have not booked anything yet. I'll only do so once you confirm."],
  ["open", "No appointment has been made yet."],
  ["open", "Hi there! I'm the virtual assistant for Luna Hair. How can I help you today?"],
  ["open", "Sorry about that! Let me look again."],
  ["open", "I can't access other customers' bookings, but I'm happy to help you with yours."],
  [
    "open",
    "I can only share details about your own visits once you've verified them with your email address.",
  ],
  ["open", "We close at 5 PM today, so the next openings are on Tuesday."],
  ["open", "Today is Friday, March 6."],
  ["open", "Tomorrow we're open from 10 AM to 2 PM."],
  ["open", "Perfect! Wednesday, March 11 at 10:00 AM it is. May I have your name, please?"],
  ["open", "Sounds good! I'll take the Wednesday 10 AM slot for you once I have your name and email."],
  ["open", "For two people we'd need two separate bookings."],
  ["open", "Is there a particular day that suits you, for example Tuesday or Wednesday?"],
  ["open", "I'd recommend arriving a few minutes early."],
  ["open", "The 3 PM slot is with Mia and the 4:15 PM one is with April."],
  ["open", "That would be $45 in total."],
  ["open", "It'd be $45."],
  ["open", "You can reach the salon at (212) 555-0100 or hi@luna.example."],
  ["open", "To book online, visit http://localhost:3000/t/luna/book?service=cut."],
];
