import type { Value } from "./values.ts";

type TimeValue = Extract<Value, { kind: "time" }>;
type Daypart = Extract<Value, { kind: "daypart" }>;

/** The half of the clock that a part of the day settles: 4 in the evening, 12 in the afternoon, 11 at night. */
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
