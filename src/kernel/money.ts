const formats = new Map<string, Intl.NumberFormat>();

/** An amount in the smallest unit of its currency, as people read it: `$45`, `$45.50`, `¥4,500`. */
export function formatMoney(amount: number, currency: string): string {
  const format = formatOf(currency);
  const { maximumFractionDigits: digits = 2 } = format.resolvedOptions();
  return format.format(amount / 10 ** digits);
}

function formatOf(currency: string): Intl.NumberFormat {
  const known = formats.get(currency);
  if (known) return known;
  const made = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    trailingZeroDisplay: "stripIfInteger",
  });
  formats.set(currency, made);
  return made;
}
