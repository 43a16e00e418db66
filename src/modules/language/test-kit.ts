import { getZone } from "#kernel/zone.ts";

import { understand } from "./understand.ts";
import type { Context, Named } from "./values.ts";

/** Thursday 27 August 2026, noon in New York. */
export const THURSDAY = Date.parse("2026-08-27T16:00:00Z");

/** The services and staff of a small salon. */
export const SERVICES: readonly Named[] = [
  { id: "cut", name: "Haircut", aliases: ["trim"] },
  { id: "color", name: "Full colour", aliases: ["dye"] },
  { id: "massage", name: "Deep tissue massage" },
  { id: "stone", name: "Hot stone massage" },
];
export const STAFF: readonly Named[] = [
  { id: "mia", name: "Mia Rossi" },
  { id: "may", name: "May" },
  { id: "tom", name: "Thomas" },
];

/** Interprets a text as if said on that Thursday in New York. */
export function anAnswer(text: string, context: Partial<Context> = {}) {
  return understand(text, { now: THURSDAY, zone: getZone("America/New_York"), ...context });
}
