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

/** If `asked` is asked in this turn: how many times in a row that was done already without getting an answer. */
export function timesAsked({ state, heard, picked }: BrainTurn, asked: Asked | undefined): number {
  const { asked: before, again = 0 } = state();
  if (asked === undefined || asked !== before || picked !== undefined) return 0;
  const answers = ANSWERS[asked];
  const isAnswered = heard.changed.some((change) =>
    answers ? answers.includes(change) : !ASIDE.has(change),
  );
  return isAnswered ? 0 : again + 1;
}
