import type { FastifyReply } from "fastify";

import { allowPage } from "#http/security-headers.ts";
import { renderView } from "#http/views.ts";

import type { Shown } from "./pages.ts";

/**
 * Sends a page: nothing inline, nothing from elsewhere but the business's own logo, in nobody else's frame,
 * kept nowhere.
 */
export function sendPage(reply: FastifyReply, { view, model, status }: Shown): string {
  const { logoUrl } = model.shell;
  allowPage(reply, {
    "frame-ancestors": "'self'",
    // One of ours is a path, and allowed already.
    ...(logoUrl !== null && URL.canParse(logoUrl) && { "img-src": new URL(logoUrl).origin }),
  });
  reply.code(status).type("text/html; charset=utf-8");
  return renderView(view, model);
}
