import type { Part } from "./part.ts";
import { history } from "./parts/history.ts";
import { powerCuts } from "./parts/power-cuts.ts";

/** The long proof, in the order in which it is run. */
export const PARTS: readonly Part[] = [history, powerCuts];
