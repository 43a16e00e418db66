import type { FastifyReply, FastifyRequest } from "fastify";

import { notFound } from "#kernel/errors.ts";
import { type Booking, findBooking, mayManage, visitCalendar } from "#modules/booking/index.ts";
import { IF_COOKIES_ARE_BLOCKED, tokenInCookie } from "#modules/portal/manage-cookie.ts";
import { hideFromOthers, openEntry, openOwn } from "#modules/portal/own-page.ts";
import { show } from "#modules/portal/pages.ts";
import { sendPage } from "#modules/portal/routes-show.ts";
import { askForEarlier, wishByForm } from "#modules/portal/waitlist/wait-actions.ts";
import type { TenantRoutes } from "#tenancy/http.ts";

import { cancelVisit, confirmCancel, confirmMove, moveVisit, tooLateNotice } from "./change-visit.ts";
import { doneNotice } from "./done-notice.ts";
import { visitPage } from "./visit-page.ts";

const reads = { access: "booking_token", limit: "reads", channel: "page" } as const;
const writes = { access: "booking_token", limit: "booking", channel: "page" } as const;
const schema = { hide: true };
/** Marks a requested change that is no longer possible. */
const TOO_LATE = "too_late";

/** A customer's own visit: view, move, cancel. */
export const visitRoutes: TenantRoutes = (app) => {
  app.addHook("onRequest", hideFromOthers);

  app.get("/b/:uid", { config: reads, schema }, (request, reply) => {
    const { token, done } = request.query as { readonly token?: unknown; readonly done?: unknown };
    if (token !== undefined) return swapToken(request, reply, token);
    const booking = getOwn(request);
    const notice = done === TOO_LATE ? tooLateNotice(request, booking) : doneNotice(done, booking);
    return sendPage(reply, show("visit/show", visitPage(request, booking, notice)));
  });

  app.get("/b/:uid/visit.ics", { config: reads, schema }, (request, reply) => {
    const { token } = request.query as { readonly token?: unknown };
    // A calendar application that fetches the file has no cookie.
    const booking = getOwn(request, typeof token === "string" ? token : undefined);
    reply
      .type("text/calendar; charset=utf-8")
      .header("content-disposition", 'attachment; filename="visit.ics"');
    return visitCalendar(request.ctx, booking);
  });

  app.get("/b/:uid/move", { config: reads, schema }, (request, reply) => {
    const booking = getOwn(request);
    const result = confirmMove(request, booking, request.query);
    return result.kind === "page" ? sendPage(reply, result) : toVisit(request, reply, booking, TOO_LATE);
  });

  app.post("/b/:uid/move", { config: writes, schema }, (request, reply) => {
    const booking = getOwn(request);
    const result = moveVisit(request, booking, request.body);
    return result.kind === "page" ? sendPage(reply, result) : toVisit(request, reply, booking, result.what);
  });

  app.get("/b/:uid/earlier", { config: reads, schema }, (request, reply) => {
    const booking = getOwn(request);
    const page = askForEarlier(request, booking);
    return page ? sendPage(reply, page) : toVisit(request, reply, booking);
  });

  app.post("/b/:uid/earlier", { config: writes, schema }, (request, reply) => {
    const booking = getOwn(request);
    const result = wishByForm(request, booking, request.body);
    if (!result) return toVisit(request, reply, booking);
    return result.kind === "page" ? sendPage(reply, result) : openEntry(request, reply, result.id, "joined");
  });

  app.get("/b/:uid/cancel", { config: reads, schema }, (request, reply) => {
    const booking = getOwn(request);
    const result = confirmCancel(request, booking);
    return result.kind === "page" ? sendPage(reply, result) : toVisit(request, reply, booking, TOO_LATE);
  });

  app.post("/b/:uid/cancel", { config: writes, schema }, (request, reply) => {
    const booking = getOwn(request);
    const result = cancelVisit(request, booking, request.body);
    return result.kind === "page" ? sendPage(reply, result) : toVisit(request, reply, booking, "cancelled");
  });
};

/** A link's token is used once: from then on a cookie takes its place, so that no URL shows it. */
function swapToken(request: FastifyRequest, reply: FastifyReply, token: unknown): FastifyReply {
  const uid = uidOf(request);
  if (typeof token !== "string" || !mayManage(request.ctx, uid, token)) throw nothingHere();
  return openOwn(request, reply.header("referrer-policy", "no-referrer"), { under: "b", uid, token });
}

/**
 * The visit that the token opens (default: the cookie's); a wrong token, a missing one and an unknown visit
 * give the same 404.
 */
function getOwn(request: FastifyRequest, token = tokenInCookie(request.headers.cookie)): Booking {
  const uid = uidOf(request);
  const allowed = mayManage(request.ctx, uid, token);
  const booking = allowed ? findBooking(request.ctx.db, uid) : undefined;
  if (!booking) throw nothingHere();
  return booking;
}

function nothingHere() {
  return notFound(
    `This link doesn't open a visit. Please open it again from your message. ${IF_COOKIES_ARE_BLOCKED}`,
  );
}

function uidOf({ params }: FastifyRequest): string {
  return (params as { readonly uid: string }).uid;
}

function toVisit(
  { basePath }: FastifyRequest,
  reply: FastifyReply,
  { row }: Booking,
  done?: string,
): FastifyReply {
  return reply.redirect(`${basePath}/b/${row.uid}${done === undefined ? "" : `?done=${done}`}`, 303);
}
