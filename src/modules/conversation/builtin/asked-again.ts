import type { BrainTurn } from "#modules/conversation/brain.ts";
import type { DraftChange } from "#modules/conversation/draft/index.ts";
import type { Asked } from "#modules/language/index.ts";

/** The changes that answer each question; for any other, every change to the visit does. */
const ANSWERS: Partial<Readonly<Record<Asked, readonly DraftChange[]>>> = {
  service: ["goal", "service"],
  name: ["contact"],
  email: ["contact"],
  phone: ["contact"],
};
const ASIDE: ReadonlySet<DraftChange> = new Set(["contact", "note", "people"]);

/**
 * If this turn asks `asked`: how many times in a row it got no answer. Saying or asking something else
 * meanwhile does not count as failing to answer.
 */
export function timesAsked(turn: BrainTurn, asked: Asked | undefined): number {
  const { asked: before, again = 0 } = turn.state();
  if (asked === undefined || asked !== before || turn.picked !== undefined) return 0;
  const { changed } = turn.heard;
  const answers = ANSWERS[asked];
  const isAnswered = changed.some((change) => (answers ? answers.includes(change) : !ASIDE.has(change)));
  if (isAnswered) return 0;
  return changed.length > 0 || turn.understood.acts.includes("request") ? again : again + 1;
}
