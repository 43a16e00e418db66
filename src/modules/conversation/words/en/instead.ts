import type { ConversationState } from "#modules/conversation/state.ts";

/** What is said in place of words that may not be said, or that never came: true in this state, whatever else is. */
export function saidInstead(state: ConversationState): string {
  if (state.pending) return "Please look at the summary: is it right so?";
  if (state.chosen) return "I have noted that time. May I have your name and how to reach you?";
  if (state.shown.length > 0) return "These are the times that I can offer. Which one would you like?";
  switch (state.phase) {
    case "booked":
      return "Your visit is in the calendar. Is there anything else?";
    case "no_slots":
      return "I found nothing free for that. Shall I look at another day?";
    case "lookup":
      return "I need the link or number of your visit, and the e-mail address that it was booked with.";
    case "handoff":
      return "Somebody from the team will take it from here.";
    default:
      return "I would rather not say anything that I am not sure of. What can I do for you: book, move or cancel a visit?";
  }
}
