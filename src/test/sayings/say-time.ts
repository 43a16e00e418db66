import type { Dice } from "./dice.ts";
import { inWords } from "./say-number.ts";

type Way = (hour: number, minute: number) => string | undefined;

const two = (n: number) => String(n).padStart(2, "0");
const dial = (hour: number) => (hour % 12 === 0 ? 12 : hour % 12);
const half = (hour: number) => (hour < 12 ? "am" : "pm");
const dotted = (hour: number) => (hour < 12 ? "a.m." : "p.m.");
const part = (hour: number) =>
  hour < 12 ? "in the morning" : hour < 17 ? "in the afternoon" : "in the evening";
const onlyFull =
  (way: (hour: number) => string): Way =>
  (hour, minute) =>
    minute === 0 ? way(hour) : undefined;
const onlyAt =
  (at: number, way: (hour: number) => string): Way =>
  (hour, minute) =>
    minute === at ? way(hour) : undefined;

const WAYS: readonly Way[] = [
  (h, m) => `${dial(h)}:${two(m)} ${half(h)}`,
  (h, m) => `${dial(h)}:${two(m)}${half(h)}`,
  (h, m) => `${dial(h)}:${two(m)} ${dotted(h)}`,
  (h, m) => `${two(h)}:${two(m)}`,
  (h, m) => `${dial(h)}.${two(m)}${half(h)}`,
  (h, m) => `${dial(h)}:${two(m)}`,
  onlyFull((h) => `${dial(h)} ${half(h)}`),
  onlyFull((h) => `${dial(h)}${half(h)}`),
  onlyFull((h) => `${dial(h)} ${half(h).toUpperCase()}`),
  onlyFull((h) => `${dial(h)} o'clock`),
  onlyFull((h) => `${inWords(dial(h))} o'clock`),
  onlyFull((h) => `${inWords(dial(h))} ${half(h)}`),
  onlyFull((h) => `${inWords(dial(h))} ${part(h)}`),
  onlyFull((h) => `${dial(h)} ${part(h)}`),
  onlyAt(30, (h) => `half past ${inWords(dial(h))}`),
  onlyAt(30, (h) => `half ${inWords(dial(h))}`),
  onlyAt(30, (h) => `${inWords(dial(h))} thirty`),
  onlyAt(30, (h) => `half past ${dial(h)}`),
  onlyAt(15, (h) => `a quarter past ${inWords(dial(h))}`),
  onlyAt(15, (h) => `quarter past ${dial(h)}`),
  onlyAt(15, (h) => `${inWords(dial(h))} fifteen`),
  onlyAt(45, (h) => `quarter to ${inWords(dial(h + 1))}`),
  onlyAt(45, (h) => `a quarter to ${dial(h + 1)}`),
  onlyAt(45, (h) => `${inWords(dial(h))} forty-five`),
  onlyAt(20, (h) => `twenty past ${inWords(dial(h))}`),
  onlyAt(40, (h) => `twenty to ${inWords(dial(h + 1))}`),
  onlyAt(10, (h) => `ten past ${inWords(dial(h))}`),
  onlyAt(50, (h) => `ten to ${inWords(dial(h + 1))}`),
  (h, m) => (h === 12 && m === 0 ? "noon" : undefined),
  (h, m) => (h === 12 && m === 0 ? "midday" : undefined),
  (h, m) => (m === 0 && h > 12 ? `${h}00 hours` : undefined),
];

/** A wall-clock minute of the day, in one of many wordings. */
export function sayTime(dice: Dice, minutes: number): string {
  const said = WAYS.map((way) => way(Math.floor(minutes / 60), minutes % 60)).filter(
    (one) => one !== undefined,
  );
  return dice.pick(said);
}
