/** The draft: the wish as stated so far, whichever brain is listening. */
export { withChoice } from "./choose-service.ts";
export { applyUpdate } from "./apply-update.ts";
export type { Doubt, DraftChange, DraftRules, DraftUpdate, KnownService, OwnVisit } from "./draft-update.ts";
export { droppedOf } from "./drop-parts.ts";
export { knownServices, readDraftRules } from "./draft-rules.ts";
export { withNext } from "./merge-later.ts";
export { hasEnd } from "./merge-repeat.ts";
export { referenceIn } from "./merge-visit.ts";
export { isPartlyClear } from "./merge-items.ts";
export { updateDraft } from "./update-draft.ts";
