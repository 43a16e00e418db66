import { inDays } from "../accepts.ts";

// Shared by the booking goals: the salon's services by name, days and times.

export const CUT = ["Haircut"] as const;
export const sayCut = ["trim", "haircut", "cut", "my hair cut"] as const;
export const sayBlow = ["blowout", "blow-dry", "blow dry"] as const;
export const sayColour = ["colour", "full color", "my roots touched up", "hair dye"] as const;
export const NEXT_WEEK = {
  kind: "within",
  from: inDays(3),
  to: inDays(9),
  called: ["next week", "any day next week", "some time next week"],
} as const;
export const TUESDAY = { kind: "on", date: inDays(4) } as const;
export const WEDNESDAY = { kind: "on", date: inDays(5) } as const;
export const THURSDAY = { kind: "on", date: inDays(6) } as const;
export const TODAY = { kind: "on", date: inDays(0) } as const;
export const SATURDAY = { kind: "on", date: inDays(1) } as const;
export const at = (time: string) => ({ kind: "at", time }) as const;
