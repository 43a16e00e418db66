import type { Goal } from "../goal.ts";
import { ELSEWHERE } from "./booking-elsewhere.ts";
import { PARTICULAR } from "./booking-particular.ts";
import { SALON } from "./booking-salon.ts";

/** Visits that are available as requested. */
export const BOOKING: readonly Goal[] = [...SALON, ...PARTICULAR, ...ELSEWHERE];
