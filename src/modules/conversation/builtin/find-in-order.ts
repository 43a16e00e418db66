import { type Found, findTimes, type Search } from "./call-tools.ts";
import { draftOf, type Scene } from "./scene.ts";

/**
 * Searches "Wednesday, but if not, Thursday" one day after the other, as stated; otherwise all days at once.
 */
export function findInOrder(scene: Scene, search: Search): InOrder {
  const days = draftOf(scene).dates;
  const isInOrder = scene.turn.understood.hints.includes("in_order") && days.length > 1;
  for (const day of isInOrder ? days.slice(0, -1) : []) {
    const alone = { ...search, from: day, to: day, dates: [day] };
    const found = findTimes(scene, alone);
    if (found.kind === "some" || found.kind === "kept") return { search: alone, found };
  }
  const [before] = isInOrder ? days : [];
  return {
    search,
    found: findTimes(scene, search),
    ...(before !== undefined && { before: { ...search, from: before, to: before } }),
  };
}

/** `before`: the search for the preferred day, on which nothing is free. */
type InOrder = { readonly search: Search; readonly found: Found; readonly before?: Search };
