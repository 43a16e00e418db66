import type { FastifyRequest } from "fastify";

import { type AppError, notFound } from "#kernel/errors.ts";

import { basePathOf } from "./site.ts";
import { renderView } from "./views.ts";

const API_PATHS = /^\/(?:v1|dev|schemas|healthz|readyz|metrics|openapi)\b/;

/** Whether a failure is shown to a person: on the address of a page, to a program that asks for pages. */
export function wantsPage(request: FastifyRequest): boolean {
  const { accept } = request.headers;
  return accept?.includes("text/html") === true && !API_PATHS.test(request.url);
}

/** A failure as a page: what happened, in plain words, and the way back to where it is known to work. */
export function errorPage(error: AppError, { id, raw }: FastifyRequest): string {
  // Not `request.basePath`: an address that Fastify cannot read comes as a bare request, without what we give others.
  // Where nothing is broken there is nothing to look up, and a number would only frighten.
  const requestId = error.status >= 500 ? id : undefined;
  return renderView("errors/show", { ...wordsFor(error), home: basePathOf(raw), requestId });
}

/** The error's own message is written for people where it says more than its status. */
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

/** What the catalogue says of a miss that nothing more is known of; the title says it already. */
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
