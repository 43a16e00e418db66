import { hash } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";

import type { Directory, SignIn } from "#control/directory.ts";
import { AppError, notFound } from "#kernel/errors.ts";
import type { TenantId } from "#ports/control-plane.ts";
import type { MemberRecord } from "#ports/users.ts";
import type { Person } from "#tenancy/http.ts";

import { siteOf } from "./site.ts";

/** Tells who is signed in, and for which businesses they work. */
export type SignIns = {
  /** By the cookie of a request; throws UNAUTHENTICATED without one that holds. */
  readonly of: (request: FastifyRequest) => Promise<SignIn>;
  /** The person's part in the business; throws NOT_FOUND when they have none, as for one that is not there. */
  readonly memberOf: (person: SignIn, tenant: TenantId) => Promise<MemberRecord>;
};

const COOKIE = "signed_in";
const PERSON = Symbol("person");
type Known = FastifyRequest & { [PERSON]: Person | undefined };

/** Gives requests `person`. */
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

/** Remembers with a request who it is from. */
export function greet(request: FastifyRequest, { user: { id, name, email } }: SignIn): void {
  (request as Known)[PERSON] = { id, name, email };
}

/**
 * The cookie that stands for a sign-in: a random id, for the dashboard's paths only; scripts cannot read it and
 * other sites' forms do not send it. An empty token takes it away.
 */
export function signInCookie(
  token: string,
  { seconds, secure }: { seconds: number; secure: boolean },
): string {
  const kept = token === "" ? 0 : seconds;
  return `${COOKIE}=${token}; Path=/admin; Max-Age=${kept}; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
}

/** What is kept of the cookie of a request: its SHA-256; undefined when it brought none. */
export function signInHash({ headers }: FastifyRequest): string | undefined {
  const token = /(?:^|;\s*)signed_in=([\w-]{20,100})(?:;|$)/.exec(headers.cookie ?? "")?.[1];
  return token === undefined ? undefined : hash("sha256", token);
}

/** Asks the directory, which remembers for some seconds. */
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

/** Longer than any page of ours; a header that is longer than 4 kB is more than many a proxy reads. */
const LONGEST_NEXT = 2000;

/**
 * Where somebody who is not signed in goes first, to come back afterwards; undefined where signing in would
 * not help.
 */
export function signInAddress(request: FastifyRequest): string | undefined {
  const asked = request.originalUrl;
  const isDashboard = siteOf(request.raw).kind === "dashboard" || /^\/admin(?:\/|\?|$)/.test(asked);
  if (!isDashboard) return undefined;
  const next = encodeURIComponent(asked);
  return request.method === "GET" && next.length <= LONGEST_NEXT
    ? `/admin/login?next=${next}`
    : "/admin/login";
}
