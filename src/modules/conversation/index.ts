/** Conversations with the assistant, on any channel: one turn goes in, its events come out. */
export {
  type ConversationDetail,
  conversationDetail,
  type ConversationFilter,
  type ConversationRecord,
  conversationRecord,
  listConversations,
} from "./admin-queries.ts";
export type {
  Brain,
  BrainName,
  BrainNote,
  BrainOutput,
  BrainTurn,
  ChooseBrain,
  ModelUse,
  PastMessage,
  PickOutcome,
} from "./brain.ts";
export type { ConversationRow } from "./conversations.ts";
export type { ConfirmView, EngineEvent, OfferedSlotView } from "./engine-event.ts";
export type { NumberedEvent } from "./event-feed.ts";
export type { GateOutcome } from "./gate-outcome.ts";
export { isConversation, stateOf as conversationState } from "./conversations.ts";
export { eventsSince, type HandledTurn, handleTurn, LONGEST_MESSAGE } from "./handle-turn.ts";
export {
  answerQuestion,
  countQuestions,
  dismissQuestion,
  listQuestions,
  type QuestionRow,
  questionView,
} from "./questions.ts";
export { forgetOldTexts, nextForgetting } from "./retention.ts";
export { conversationWithTurns } from "./read-conversation.ts";
export { greetingFor, type NewConversation, startConversation } from "./start-conversation.ts";
export type { ConversationState, Draft, Offer, Phase } from "./state.ts";
export type { ToolCall, ToolResult } from "./tools/tool.ts";
export { type SaidTurn, transcriptOf } from "./transcript.ts";
export type { TraceEntry, TurnInput } from "./turn-work.ts";
export { eventsOf, type TurnRow } from "./turns.ts";
export { builtinBrain } from "./builtin/index.ts";
export { brainChooser, type BrainChoice } from "./model/choose-brain.ts";
export { conversationCosts, type ConversationCosts } from "./model/cost-per-booking.ts";
export { modelBrains, type ModelBrainsOptions } from "./model/model-brains.ts";
