import type { Accent } from "#modules/portal/index.ts";

import type { MailWords } from "./words.ts";

/**
 * The mail as HTML, for limited mail clients: one column in a table, inline styles, nothing loaded from
 * elsewhere. It says the same as the plain text. `accent` must be readable (`planPalette`).
 */
export function mailHtml(words: MailWords, { accent, onAccent }: Accent): string {
  const { subject, greeting, opening, facts, change, contact, business } = words;
  const [what = "", ...rest] = facts;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escapeHtml(subject)}</title>
</head>
<body style="margin:0;padding:0;background:${GROUND}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:${GROUND}">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;background:${PAPER};border-top:4px solid ${accent};border-radius:8px">
<tr><td style="padding:28px 28px 24px;font-family:${FONT};font-size:16px;line-height:1.5;color:${INK}">
<h1 style="margin:0 0 20px;font-size:20px;line-height:1.3;color:${INK}">${escapeHtml(business)}</h1>
<p style="margin:0 0 12px">${escapeHtml(greeting)}</p>
<p style="margin:0 0 20px">${escapeHtml(opening)}</p>
<p style="margin:0 0 20px;padding:16px;background:${GROUND};border-radius:6px"><strong>${escapeHtml(what)}</strong>${rest.map((fact) => `<br>\n${lines(fact)}`).join("")}</p>
${change ? button(change, accent, onAccent) : ""}${contact === undefined ? "" : `<p style="margin:0;color:${QUIET}">${escapeHtml(contact)}</p>\n`}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

/** Escapes text for use between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

function button({ label, url }: NonNullable<MailWords["change"]>, accent: string, onAccent: string): string {
  const style = `display:inline-block;padding:12px 20px;background:${accent};color:${onAccent};border-radius:6px;font-weight:bold;text-decoration:none`;
  return `<p style="margin:0 0 20px"><a href="${escapeHtml(url)}" style="${style}">${escapeHtml(label)}</a></p>\n`;
}

/** Keeps the line breaks of an address. */
function lines(fact: string): string {
  return escapeHtml(fact).replaceAll(/\r?\n/g, "<br>\n");
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const FONT = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
// The pages' light colours; each text has a contrast of at least 4.5 : 1 (WCAG 2.2, 1.4.3).
const GROUND = "#f6f4f0";
const PAPER = "#ffffff";
const INK = "#23211e";
const QUIET = "#5d5852";
