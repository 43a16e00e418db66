import type { FastifyReply, FastifyRequest } from "fastify";

import { notFound } from "#kernel/errors.ts";
import { bookHref } from "#modules/portal/book-address.ts";
import { IF_COOKIES_ARE_BLOCKED, tokenInCookie } from "#modules/portal/manage-cookie.ts";
import { hideFromOthers, openEntry, openVisit } from "#modules/portal/own-page.ts";
import { show } from "#modules/portal/pages.ts";
import { sendPage } from "#modules/portal/routes-show.ts";
import { type EntryRow, findEntry, mayManageEntry } from "#modules/waitlist/index.ts";
import type { TenantRoutes } from "#tenancy/http.ts";

import {
  acceptByForm,
  askToWait,
  declineByForm,
  joinByForm,
  leaveByForm,
  waitNotice,
} from "./wait-actions.ts";
import { waitStatusPage } from "./wait-status-page.ts";

const reads = { access: "booking_token", limit: "reads", channel: "page" } as const;
const writes = { access: "booking_token", limit: "booking", channel: "page" } as const;
const schema = { hide: true };

/** The waitlist's pages: joining, status and offers. */
export const waitlistRoutes: TenantRoutes = (app) => {
  app.addHook("onRequest", hideFromOthers);

  app.get(
    "/waitlist",
    { config: { access: "public", limit: "reads", channel: "page" }, schema },
    (request, reply) => {
      const page = askToWait(request, request.query);
      return page ? sendPage(reply, page) : reply.redirect(bookHref(request.basePath, {}), 303);
    },
  );

  app.post(
    "/waitlist",
    { config: { access: "public", limit: "waitlist", channel: "page" }, schema },
    (request, reply) => {
      const result = joinByForm(request, request.body);
      if (result.kind === "page") return sendPage(reply, result);
      return openEntry(request, reply, result.id, "joined");
    },
  );

  app.get("/w/:id", { config: reads, schema }, (request, reply) => {
    const { token, done } = request.query as { readonly token?: unknown; readonly done?: unknown };
    if (token !== undefined) return swapToken(request, reply, token);
    const entry = getOwn(request);
    return sendPage(reply, show("waitlist/show", waitStatusPage(request, entry, waitNotice(done, entry))));
  });

  app.post("/w/:id/accept", { config: writes, schema }, (request, reply) => {
    const result = acceptByForm(request, getOwn(request).id);
    return result.kind === "page" ? sendPage(reply, result) : openVisit(request, reply, result.uid);
  });

  app.post("/w/:id/decline", { config: writes, schema }, (request, reply) => {
    const { id } = getOwn(request);
    declineByForm(request, id);
    return reply.redirect(`${request.basePath}/w/${id}?done=declined`, 303);
  });

  app.post("/w/:id/leave", { config: writes, schema }, (request, reply) => {
    const { id } = getOwn(request);
    leaveByForm(request, id);
    return reply.redirect(`${request.basePath}/w/${id}`, 303);
  });
};

/** A link's token is used once: from then on a cookie takes its place, so that no URL shows it. */
function swapToken(request: FastifyRequest, reply: FastifyReply, token: unknown): FastifyReply {
  const id = idOf(request);
  if (typeof token !== "string" || !mayManageEntry(request.ctx, id, token)) throw nothingHere();
  return openEntry(request, reply.header("referrer-policy", "no-referrer"), id);
}

/** The entry that the cookie opens; a wrong token, a missing one and an unknown entry give the same 404. */
function getOwn(request: FastifyRequest): EntryRow {
  const id = idOf(request);
  const allowed = mayManageEntry(request.ctx, id, tokenInCookie(request.headers.cookie));
  const entry = allowed ? findEntry(request.ctx.db, id) : undefined;
  if (!entry) throw nothingHere();
  return entry;
}

function nothingHere() {
  return notFound(
    `This link doesn't open a place on the waitlist. Please open it again from your message. ${IF_COOKIES_ARE_BLOCKED}`,
  );
}

function idOf({ params }: FastifyRequest): string {
  return (params as { readonly id: string }).id;
}
