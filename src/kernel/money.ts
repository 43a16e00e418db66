/** The format of a currency's amounts, and how many of its smallest unit make one. */
type Writing = { readonly format: Intl.NumberFormat; readonly unit: number };

const writings = new Map<string, Writing>();

/** Formats an amount in the smallest unit of its currency: `$45`, `$45.50`, `¥4,500`. */
export function formatMoney(amount: number, currency: string): string {
  const { format, unit } = writingOf(currency);
  return format.format(amount / unit);
}

function writingOf(currency: string): Writing {
  const known = writings.get(currency);
  if (known) return known;
  const format = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    trailingZeroDisplay: "stripIfInteger",
  });
  // Cached, because `resolvedOptions` takes ten times as long as formatting an amount.
  const { maximumFractionDigits: digits = 2 } = format.resolvedOptions();
  const made = { format, unit: 10 ** digits };
  writings.set(currency, made);
  return made;
}
