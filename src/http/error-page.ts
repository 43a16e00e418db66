import type { FastifyRequest } from "fastify";

import type { AppError } from "#kernel/errors.ts";

const API_PATHS = /^\/(?:v1|dev|schemas|healthz|readyz|metrics|openapi)\b/;

/** Whether a failure is shown to a person: on the address of a page, to a program that asks for pages. */
export function wantsPage(request: FastifyRequest): boolean {
  const { accept } = request.headers;
  return accept?.includes("text/html") === true && !API_PATHS.test(request.url);
}

/** A small page that needs nothing else; the product's own pages have a better one of their own. */
export function errorPage({ status, message }: AppError, requestId: string): string {
  const title = status === 404 ? "Page not found" : "That did not work";
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<h1>${title}</h1>
<p>${escapeHtml(message)}</p>
<p><small>${escapeHtml(requestId)}</small></p>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
