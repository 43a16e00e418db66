import { formatMoney } from "#kernel/money.ts";

import { longDuration } from "./duration-words.ts";

/** `$45`, or `Free`. */
export function priceWords(cents: number, currency: string): string {
  return cents === 0 ? "Free" : formatMoney(cents, currency);
}

/** `incl. $50 deposit`; undefined without a deposit. */
export function depositWords(cents: number, currency: string): string | undefined {
  return cents === 0 ? undefined : `incl. ${formatMoney(cents, currency)} deposit`;
}

/** One sentence about what a customer may still change. */
export function changeRule(noticeMinutes: number): string {
  const until = noticeMinutes === 0 ? "until it starts" : `up to ${longDuration(noticeMinutes)} before`;
  return `You can move or cancel online, free of charge, ${until}.`;
}
