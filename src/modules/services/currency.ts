/** The currencies of the countries we expect businesses from; ISO 3166-1 to ISO 4217. */
const CURRENCIES: Readonly<Record<string, string>> = {
  ...spread("EUR", "AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK"),
  ...spread("AUD", "AU"),
  ...spread("BRL", "BR"),
  ...spread("CAD", "CA"),
  ...spread("CHF", "CH LI"),
  ...spread("CZK", "CZ"),
  ...spread("DKK", "DK"),
  ...spread("GBP", "GB"),
  ...spread("HKD", "HK"),
  ...spread("INR", "IN"),
  ...spread("JPY", "JP"),
  ...spread("MXN", "MX"),
  ...spread("NOK", "NO"),
  ...spread("NZD", "NZ"),
  ...spread("PLN", "PL"),
  ...spread("SEK", "SE"),
  ...spread("SGD", "SG"),
  ...spread("ZAR", "ZA"),
};

/** The default currency of a service: that of the business's country, else US dollars. */
export function usualCurrency(country: string | null): string {
  return CURRENCIES[country ?? ""] ?? "USD";
}

function spread(currency: string, countries: string): Record<string, string> {
  return Object.fromEntries(countries.split(" ").map((country) => [country, currency]));
}
