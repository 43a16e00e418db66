/** One host name label: ASCII letters, digits and inner hyphens, at most 63 characters. */
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Names that belong to the platform, or denote devices on some systems; no business may have them. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    "admin api app apps assets auth billing blog cdn chat con dashboard dev docs frontdesk help " +
    "aux com1 com2 com3 com4 lpt1 lpt2 lpt3 lpt4 nul prn localhost login mail metrics ns1 ns2 platform public root " +
    "security signup slack smtp static status support t twilio v1 webhooks widget www"
  ).split(" "),
);

/** Whether a text has the form of a slug; anything else names no tenant. */
export function isSlug(text: string): boolean {
  return LABEL.test(text);
}

/** Why a text cannot become a new tenant's slug, or undefined when it can. */
export function problemOfSlug(text: string): string | undefined {
  if (!isSlug(text)) return "must be 1 to 63 lower-case letters, digits or hyphens, not at either end";
  // A browser may show `xn--` names in another alphabet's letters, looking like a competitor's name.
  if (text.startsWith("xn--")) return "must not begin with xn--";
  if (RESERVED.has(text)) return "is reserved";
  return undefined;
}
