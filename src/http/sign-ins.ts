import { hash } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";

import type { Directory, SignIn } from "#control/directory.ts";
import { AppError, notFound } from "#kernel/errors.ts";
import type { TenantId } from "#ports/control-plane.ts";
import type { MemberRecord } from "#ports/users.ts";
import type { Person } from "#tenancy/http.ts";

import { siteOf } from "./site.ts";

/** Identifies who is signed in, and which businesses they work for. */
export type SignIns = {
  /** By the request's cookie; throws UNAUTHENTICATED without a valid one. */
  readonly of: (request: FastifyRequest) => Promise<SignIn>;
  /**
   * The person's membership in the business; throws NOT_FOUND without one, as if the business did not exist.
   */
  readonly memberOf: (person: SignIn, tenant: TenantId) => Promise<MemberRecord>;
};

const COOKIE = "signed_in";
const PERSON = Symbol("person");
type Known = FastifyRequest & { [PERSON]: Person | undefined };

/** Decorates requests with `person`. */
export function decoratePeople(app: FastifyInstance): void {
  app.decorateRequest(PERSON, undefined);
  app.decorateRequest("person", {
    getter() {
      const person = (this as Known)[PERSON];
      if (!person) throw new Error("request.person was read on a route that asks nobody to sign in.");
      return person;
    },
  });
}

/** Stores on a request who it comes from. */
export function greet(request: FastifyRequest, { user: { id, name, email } }: SignIn): void {
  (request as Known)[PERSON] = { id, name, email };
}

/**
 * The sign-in cookie: a random id, for the dashboard's paths only, unreadable by scripts and not sent by
 * other sites' forms. An empty token deletes it.
 */
export function signInCookie(
  token: string,
  { seconds, secure }: { seconds: number; secure: boolean },
): string {
  const kept = token === "" ? 0 : seconds;
  return `${COOKIE}=${token}; Path=/admin; Max-Age=${kept}; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
}

/** The SHA-256 of the request's sign-in cookie, which is all that is stored; undefined without a cookie. */
export function signInHash({ headers }: FastifyRequest): string | undefined {
  const token = /(?:^|;\s*)signed_in=([\w-]{20,100})(?:;|$)/.exec(headers.cookie ?? "")?.[1];
  return token === undefined ? undefined : hash("sha256", token);
}

/** Identifies people through the directory, which caches for some seconds. */
export function createSignIns({ bySession, byMember }: Pick<Directory, "bySession" | "byMember">): SignIns {
  return {
    of: async (request) => {
      const hashed = signInHash(request);
      const found = hashed === undefined ? undefined : await bySession(hashed);
      if (!found) throw new AppError("UNAUTHENTICATED", "Please sign in.");
      return found;
    },
    memberOf: async ({ user }, tenant) => {
      const member = await byMember(user.id, tenant);
      if (!member) throw notFound();
      return member;
    },
  };
}

/** Longer than any page URL of ours; many proxies reject headers above 4 kB. */
const LONGEST_NEXT = 2000;

/** The sign-in URL that returns to this page afterwards; undefined if signing in would not help. */
export function signInAddress(request: FastifyRequest): string | undefined {
  const asked = request.originalUrl;
  const isDashboard = siteOf(request.raw).kind === "dashboard" || /^\/admin(?:\/|\?|$)/.test(asked);
  if (!isDashboard) return undefined;
  const next = encodeURIComponent(asked);
  return request.method === "GET" && next.length <= LONGEST_NEXT
    ? `/admin/login?next=${next}`
    : "/admin/login";
}
