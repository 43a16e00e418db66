import { droppedOf } from "#modules/conversation/draft/index.ts";

import { readVisit } from "./find-visit.ts";
import { contactWords, draftOf, type Scene, type Step } from "./scene.ts";

/** "Without the blow-dry after all", about a booked visit: explains how to drop it. */
export function partOfVisit(scene: Scene): Step | undefined {
  const { turn, words } = scene;
  const { goal } = draftOf(scene);
  const uid = turn.state().verified.at(-1);
  if (uid === undefined || goal === "book" || goal === "waitlist" || turn.gate.kind !== "nothing_pending")
    return undefined;
  const visit = readVisit(scene, uid);
  if (!visit || droppedOf(visit.items, turn.understood).length === 0) return undefined;
  return { text: `${words.conduct.partOfVisit()} ${contactWords(scene)}`.trim() };
}
