import type { ConversationState } from "#modules/conversation/state.ts";

/** Replaces text that was blocked or never arrived; true in this state, whatever the context. */
export function saidInstead(state: ConversationState): string {
  if (state.pending) return "Please look over the summary. Is everything right?";
  if (state.chosen) return "I've noted that time. What's your name, and how can we reach you?";
  if (state.shown.length > 0) return "These are the times I can offer. Which one would you like?";
  switch (state.phase) {
    case "booked":
      return "Your visit is in the calendar. Is there anything else I can do for you?";
    case "no_slots":
      return "I found nothing free for that. Should I check another day?";
    case "lookup":
      return "I need the reference or link of your visit, and the email address it was booked with.";
    case "handoff":
      return "Someone from the team will take it from here.";
    default:
      return "I'd rather not say anything I'm not sure of. What can I do for you: book, move or cancel a visit?";
  }
}
