import type { FastifyReply, FastifyRequest, onRequestHookHandler } from "fastify";

import { manageLink } from "#modules/booking/index.ts";
import { waitlistLink } from "#modules/waitlist/index.ts";

import { manageCookie } from "./manage-cookie.ts";

/** A page that only its customer may see: a visit's, under `b`, or a waitlist entry's, under `w`. */
export type OwnPage = { readonly under: "b" | "w"; readonly uid: string; readonly token: string };

/** Keeps own pages from search engines, and their URLs from other sites; forms still send their origin. */
export const hideFromOthers: onRequestHookHandler = (_request, reply, done) => {
  reply.header("x-robots-tag", "noindex");
  reply.header("referrer-policy", "same-origin");
  done();
};

/** Redirects to an own page, and gives this browser access to it; `what` was just done there. */
export function openOwn(
  { basePath, protocol }: FastifyRequest,
  reply: FastifyReply,
  { under, uid, token }: OwnPage,
  what?: string,
): FastifyReply {
  const place = { basePath, under, uid, secure: protocol === "https" };
  reply.header("set-cookie", manageCookie(place, token));
  return reply.redirect(`${basePath}/${under}/${uid}${what === undefined ? "" : `?done=${what}`}`, 303);
}

/** As `openOwn`, for a visit. */
export function openVisit(request: FastifyRequest, reply: FastifyReply, uid: string): FastifyReply {
  const { manage_token: token } = manageLink(request.ctx, uid);
  return openOwn(request, reply, { under: "b", uid, token });
}

/** As `openOwn`, for a waitlist entry. */
export function openEntry(
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
  what?: string,
): FastifyReply {
  const { token } = waitlistLink(request.ctx, id);
  return openOwn(request, reply, { under: "w", uid: id, token }, what);
}
