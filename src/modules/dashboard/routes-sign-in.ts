import formbody from "@fastify/formbody";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";

import { refuseOtherSites } from "#http/same-origin.ts";
import { allowPage } from "#http/security-headers.ts";
import { signInCookie, signInHash } from "#http/sign-ins.ts";
import { renderView } from "#http/views.ts";
import { SECOND } from "#kernel/instant.ts";
import { SIGN_IN_LASTS, signIn, type SignInDeps, signOut } from "#modules/auth/index.ts";
import type { ControlPlane } from "#ports/control-plane.ts";
import type { ApexRoutes } from "#tenancy/http.ts";

export type SignInPageDeps = SignInDeps & {
  readonly control: Pick<ControlPlane, "membershipsOf" | "tenantById">;
  readonly site: { readonly publicBaseUrl: string };
};

const schema = { hide: true };
const form = z.object({
  email: z.string().max(254).default(""),
  password: z.string().max(1_000).default(""),
  next: z.string().max(2_000).optional().catch(undefined),
});

/** A malformed form counts as an empty one. */
const NOTHING_TYPED = { email: "", password: "", next: undefined };

/** Signing in and out, and the list of the person's businesses. */
export function signInRoutes(deps: SignInPageDeps): ApexRoutes {
  return (app) => {
    app.register(async (pages) => {
      await pages.register(formbody, { bodyLimit: 16 * 1024 });
      pages.addHook("onRequest", refuseOtherSites);
      signInRoute(pages, deps);
      signOutRoute(pages, deps);
      businessesRoute(pages, deps);
    });
  };
}

function signInRoute(pages: FastifyInstance, deps: SignInPageDeps): void {
  pages.get("/admin/login", { config: { access: "public", limit: "reads" }, schema }, (request, reply) => {
    const { next } = request.query as { readonly next?: unknown };
    return sendSignIn(reply, { email: "", next: inside(next), problem: undefined });
  });

  pages.post(
    "/admin/login",
    { config: { access: "public", limit: "sign_in" }, schema },
    async (request, reply) => {
      const { email, password, next } = form.safeParse(request.body).data ?? NOTHING_TYPED;
      // One account may be attacked from many places, and one place may attack many accounts: both are counted.
      request.countUse("sign_in", `account ${email.trim().toLowerCase()}`);
      const token = await signIn(deps, { email, password });
      if (token === undefined) {
        reply.code(401);
        const problem = "That email address and password don't match.";
        return sendSignIn(reply, { email, next: inside(next), problem });
      }
      await endEarlier(deps, request);
      const seconds = SIGN_IN_LASTS / SECOND;
      const cookie = signInCookie(token, { seconds, secure: isSecure(deps, request) });
      return reply.header("set-cookie", cookie).redirect(inside(next), 303);
    },
  );
}

function signOutRoute(pages: FastifyInstance, deps: SignInPageDeps): void {
  pages.post(
    "/admin/logout",
    { config: { access: "public", limit: "reads" }, schema },
    async (request, reply) => {
      await endEarlier(deps, request);
      const cookie = signInCookie("", { seconds: 0, secure: isSecure(deps, request) });
      return reply.header("set-cookie", cookie).redirect("/admin/login", 303);
    },
  );
}

function businessesRoute(pages: FastifyInstance, deps: SignInPageDeps): void {
  pages.get("/admin", { config: { access: "signed_in", limit: "reads" }, schema }, async (request, reply) => {
    const { person } = request;
    const businesses = await businessesOf(deps, person.id);
    const [only] = businesses;
    if (only && businesses.length === 1) return reply.redirect(only.href, 303);
    allowPage(reply);
    reply.type("text/html; charset=utf-8");
    return renderView("dashboard/businesses", { title: "Your businesses", person, businesses });
  });
}

/** If links use https, the cookie is always secure, even if a proxy fails to declare the protocol. */
function isSecure({ site }: SignInPageDeps, { protocol }: FastifyRequest): boolean {
  return protocol === "https" || site.publicBaseUrl.startsWith("https:");
}

/** Ends the sign-in that this browser has already. */
async function endEarlier(deps: SignInPageDeps, request: FastifyRequest): Promise<void> {
  const hashed = signInHash(request);
  if (hashed !== undefined) await signOut(deps, hashed);
}

async function businessesOf(
  { control }: SignInPageDeps,
  userId: string,
): Promise<{ name: string; href: string }[]> {
  const memberships = await control.membershipsOf(userId);
  const tenants = await Promise.all(memberships.map(({ tenantId }) => control.tenantById(tenantId)));
  return tenants
    .filter((tenant) => tenant?.status === "active" || tenant?.status === "suspended")
    .map((tenant) => ({ name: tenant?.slug ?? "", href: `/admin/tenants/${tenant?.slug}` }));
}

type SignInPage = { readonly email: string; readonly next: string; readonly problem: string | undefined };

function sendSignIn(reply: FastifyReply, page: SignInPage): string {
  allowPage(reply);
  reply.type("text/html; charset=utf-8");
  return renderView("dashboard/sign-in", page);
}

/** Where to go after signing in: within the dashboard, never to another site. */
function inside(next: unknown): string {
  return typeof next === "string" && /^\/admin(?:\/[\w./?=&%-]*)?$/.test(next) && !next.includes("..")
    ? next
    : "/admin";
}
