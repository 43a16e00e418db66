import type { BrainTurn } from "#modules/conversation/brain.ts";
import type { DraftChange } from "#modules/conversation/draft/index.ts";
import type { Asked } from "#modules/language/index.ts";

/** What answers a question; to any other, all that is about the visit does. */
const ANSWERS: Partial<Readonly<Record<Asked, readonly DraftChange[]>>> = {
  service: ["goal", "service"],
  name: ["contact"],
  email: ["contact"],
  phone: ["contact"],
};
const ASIDE: ReadonlySet<DraftChange> = new Set(["contact", "note", "people"]);

/**
 * If `asked` is asked in this turn: how many times in a row nothing came of it. Who tells or asks something else
 * meanwhile has not failed to answer.
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
