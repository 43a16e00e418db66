import type { FastifyReply } from "fastify";

import { allowPage } from "#http/security-headers.ts";
import { renderView } from "#http/views.ts";

import type { Shown } from "./pages.ts";

/**
 * Sends a page: no inline scripts or styles, nothing from other hosts except the business's logo, no framing,
 * no caching.
 */
export function sendPage(reply: FastifyReply, { view, model, status }: Shown): string {
  const { logoUrl } = model.shell;
  allowPage(reply, {
    "frame-ancestors": "'self'",
    // A logo of ours is a path and already allowed.
    ...(logoUrl !== null && URL.canParse(logoUrl) && { "img-src": new URL(logoUrl).origin }),
  });
  reply.code(status).type("text/html; charset=utf-8");
  return renderView(view, model);
}
