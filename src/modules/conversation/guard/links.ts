import { FINE, type Judgement, offends } from "./facts.ts";

/** Domain endings that make a word a link even without a scheme. */
const ENDINGS =
  "com|net|org|edu|gov|info|biz|io|co|us|uk|ca|de|fr|ie|eu|au|nz|me|app|dev|ai|ly|gl|gg|tv|cc|xyz|site|online|shop|store|link|click|page|web|ru|cn|in|es|it|nl|example|test|invalid|local|salon|health|care|to|be|ch|at|se|no|dk|jp|br|mx";
const SPELLED_DOT = /\s*[([{]\s*(?:dot|\.)\s*[)\]}]\s*|\s+dot\s+|\s+\.\s?(?=(?:com|net|org)\b)/g;
const DOT = "\u0001";
const SPELLED_AT = new RegExp(
  `\\s*[([{]\\s*(?:at|@)\\s*[)\\]}]\\s*|\\s+at\\s+(?=[a-z\\d-]+${DOT})|\\s*@\\s*(?=[a-z][\\w-]*[.${DOT}])`,
  "g",
);

const EMAIL = /[^\s@<>()[\]",;:]+@[^\s@<>()[\]",;:]+|(?<![^\s(])@[a-z]\w+/g;
const LINK = new RegExp(
  `(?:\\b[a-z][a-z\\d+.-]*:\\/\\/|\\b(?:javascript|data|mailto|tel|sms|file|vbscript):(?=\\S)|\\bwww\\.|(?<![\\w:])\\/\\/)[^\\s<>"]+|\\b(?:[a-z\\d_-]+\\.)+(?:${ENDINGS})(?![\\w-])(?:[/:?#][^\\s<>"]*)?|\\b(?:\\d{1,3}\\.){3}\\d{1,3}\\b\\S*|\\b[a-z\\d-]+(?:\\.[a-z\\d-]+)+\\/\\S*`,
  "g",
);

/** Cheap pre-check: without any of these nothing matches. Few sentences have any, as a space follows a full stop. */
const MAY_BE_ADDRESS = new RegExp(`@|\\.\\S|[\\s([{]\\.|dot|[([{]\\s*at|[a-z]:\\S|\\/\\/|${DOT}`);

type Allowed = { readonly links: ReadonlySet<string>; readonly emails: ReadonlySet<string> };

/** Judges all links and e-mail addresses of a text (from `plainOf`), spelled out or not; `rest` has them masked. */
export function judgeAddresses(plain: string, allowed: Allowed): { verdict: Judgement; rest: string } {
  if (!MAY_BE_ADDRESS.test(plain)) return { verdict: FINE, rest: plain };
  const text = plain.replaceAll(SPELLED_DOT, DOT).replaceAll(SPELLED_AT, "@").replaceAll(DOT, ".");
  let verdict = FINE;
  const withoutEmails = text.replaceAll(EMAIL, (found) => {
    if (found.includes("://")) return found;
    if (!allowed.emails.has(trimmed(found))) verdict = verdict.ok ? offends("email", found) : verdict;
    return " contact ";
  });
  const rest = withoutEmails.replaceAll(LINK, (found) => {
    if (!allowed.links.has(addressOf(found))) verdict = verdict.ok ? offends("link", found) : verdict;
    return " contact ";
  });
  return { verdict, rest };
}

function trimmed(text: string): string {
  return text.replace(/[.,!?;:'"*_]+$/, "").replace(/^['"*_]+/, "");
}

/** A link without scheme, www, query, fragment and final slash. Credentials stay, so that it differs. */
export function addressOf(link: string): string {
  return trimmed(link.toLowerCase())
    .replace(/^https?:\/\//, "")
    .replace(/^www\./, "")
    .replace(/[?#].*$/, "")
    .replace(/[/)\]}]+$/, "");
}

/** The normalised links, and their bare hosts. */
export function allowedLinks(links: readonly string[]): ReadonlySet<string> {
  const addresses = links.map(addressOf);
  return new Set([...addresses, ...addresses.map((address) => address.replace(/\/.*$/, ""))]);
}
