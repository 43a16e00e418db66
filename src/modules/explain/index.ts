/** Explains why something is as it is, from the event log and with the functions that decided it. */
export { explainChoice } from "./explain-choice.ts";
export { explainSlot, type SlotQuestion } from "./explain-slot.ts";
