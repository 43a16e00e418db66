import type { Goal } from "../goal.ts";
import { BOOKING } from "./booking.ts";
import { CHANGING } from "./changing.ts";
import { HARD } from "./hard.ts";
import { STANDING } from "./standing-visits.ts";

/** All goals: more than sixty, in three businesses. */
export const GOALS: readonly Goal[] = [...BOOKING, ...CHANGING, ...HARD, ...STANDING];
