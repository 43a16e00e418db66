import type { FastifyRequest } from "fastify";

import { type AppError, notFound } from "#kernel/errors.ts";

import { basePathOf } from "./site.ts";
import { renderView } from "./views.ts";

const API_PATHS = /^\/(?:v1|dev|schemas|healthz|readyz|metrics|openapi)\b/;

/** Whether to show an error as a page: the URL is a page's, and the client accepts HTML. */
export function wantsPage(request: FastifyRequest): boolean {
  const { accept } = request.headers;
  return accept?.includes("text/html") === true && !API_PATHS.test(request.url);
}

/** An error as a page: what happened, in plain words, and a link to a place that works. */
export function errorPage(error: AppError, { id, raw }: FastifyRequest): string {
  // Not `request.basePath`: a URL that Fastify cannot parse arrives as a bare request without our
  // decorations. A request id is shown only if something broke; otherwise it would only frighten.
  const requestId = error.status >= 500 ? id : undefined;
  return renderView("errors/show", { ...wordsFor(error), home: basePathOf(raw), requestId });
}

/** The words for an error: its own message if that says more than its status. */
function wordsFor({ status, reason, message, details }: AppError): { title: string; text: string } {
  if (reason === "TENANT_SUSPENDED") return PAUSED;
  if (status === 429)
    return { title: "One moment, please", text: waitWords(details?.["retry_after_seconds"]) };
  if (message === NOTHING_SAID)
    return {
      title: TITLES[404] ?? "",
      text: "The address may have been cut short, or what was here is gone.",
    };
  return { title: TITLES[status] ?? "That didn't work", text: message };
}

/** The default message of a 404, which only repeats the title. */
const NOTHING_SAID = notFound().message;

const PAUSED = {
  title: "Online booking is paused",
  text: "This business isn't taking bookings here at the moment. Please contact it directly.",
};

const TITLES: Readonly<Record<number, string>> = {
  403: "That isn't possible",
  404: "There's nothing here",
  500: "Something went wrong",
  503: "Back in a moment",
};

function waitWords(seconds: unknown): string {
  const minutes = typeof seconds === "number" ? Math.ceil(seconds / 60) : 1;
  return `That was a lot at once. Please try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`;
}
