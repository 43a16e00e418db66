/** Why something is as it is: told from the log of events by the functions that decided it. */
export { explainChoice } from "./explain-choice.ts";
export { explainSlot, type SlotQuestion } from "./explain-slot.ts";
