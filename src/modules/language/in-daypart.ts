import type { Value } from "./values.ts";

type TimeValue = Extract<Value, { kind: "time" }>;
type Daypart = Extract<Value, { kind: "daypart" }>;

/**
 * Resolves am or pm by the part of the day: 4 in the evening is 16:00, 12 in the afternoon noon, 11 at night
 * 23:00.
 */
export function inDaypart(time: TimeValue, part: Daypart): TimeValue {
  if (time.sure) return time;
  const { minutes } = time;
  if (part.half === "am") return sureAt(minutes < 60 ? minutes + 720 : minutes);
  if (part.half === "noon") return sureAt(minutes >= 660 ? minutes : minutes + 720);
  const atNight = part.from >= 18 * 60 && minutes < 60;
  return sureAt(atNight ? minutes : minutes + 720);
}

function sureAt(minutes: number): TimeValue {
  return { kind: "time", minutes, sure: true };
}
