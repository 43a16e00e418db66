import type { Dice } from "./dice.ts";
import { inWords } from "./say-number.ts";

/** An amount of dollars in one of many wordings; cents only if there are any. */
export function sayAmount(dice: Dice, dollars: number): string {
  const whole = Math.floor(dollars);
  const cents = Math.round((dollars - whole) * 100);
  if (cents > 0)
    return dice.pick([
      `$${dollars.toFixed(2)}`,
      `${dollars.toFixed(2)} dollars`,
      `${inWords(whole)} dollars and ${inWords(cents)} cents`,
    ]);
  return dice.pick([
    `$${whole}`,
    `$ ${whole}`,
    `$${whole}.00`,
    `${whole} dollars`,
    `${inWords(whole)} dollars`,
    `${whole} bucks`,
    `${inWords(whole)} bucks`,
    `USD ${whole}`,
    `${whole} USD`,
    `US$${whole}`,
    `${whole}$`,
  ]);
}

/** A duration in minutes, in one of many wordings. */
export function sayLength(dice: Dice, minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const ways = [`${minutes} minutes`, `${minutes} min`, `${inWords(minutes)} minutes`];
  if (minutes === 30) ways.push("half an hour", "a half hour");
  if (minutes === 45) ways.push("three quarters of an hour");
  if (minutes === 15) ways.push("a quarter of an hour", "a quarter hour");
  if (minutes === 60) ways.push("an hour", "one hour", "1 hour", "a full hour");
  if (minutes === 90) ways.push("an hour and a half", "1.5 hours", "one and a half hours");
  if (hours > 1 && rest === 0) ways.push(`${hours} hours`, `${inWords(hours)} hours`, `${hours} hrs`);
  if (hours > 0 && rest > 0)
    ways.push(
      `${hours} hour${hours > 1 ? "s" : ""} ${rest} minutes`,
      `${inWords(hours)} hour${hours > 1 ? "s" : ""} and ${inWords(rest)} minutes`,
    );
  return dice.pick(ways);
}
