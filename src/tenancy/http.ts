import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";

import type { Channel, TenantContext } from "./context.ts";

/**
 * Who may call a route. Every route says so in its config, or it cannot be registered:
 * - `public`: anyone.
 * - `booking_token`: whoever holds a customer's capability; the route checks `request.bearer` itself and
 *   answers one and the same 404 to everything that is wrong with it.
 * - `chat_session`: whoever holds a conversation's id, which is a capability; checked by the route in the same way.
 * - `tenant_admin`: an API key of this tenant, or a platform key.
 * - `member`: who is signed in and works for this business; only on its dashboard.
 * - `signed_in`: who is signed in, on the dashboard's pages that belong to no business.
 * - `platform`: a platform key.
 * - `operator`: this machine and private networks, or a platform key.
 * - `dev`: anyone, but the route does not exist in production.
 */
export type Access =
  | "public"
  | "booking_token"
  | "chat_session"
  | "tenant_admin"
  | "member"
  | "signed_in"
  | "platform"
  | "operator"
  | "dev";

/** The named rate limits; their figures are in one table of `http`. */
export type LimitName =
  | "reads"
  | "booking"
  | "booking_phone"
  | "waitlist"
  | "chat"
  | "chat_session"
  | "chat_start"
  | "chat_proved"
  | "sign_in"
  | "sign_up"
  | "admin";

/** What may only be under way so often at a time. */
export type AtOnceName = "chat_turns" | "chat_streams";

/** What a route says about itself. */
export type RouteConfig = {
  readonly access: Access;
  /** Counted per address before anything else is done. */
  readonly limit?: LimitName;
  /** Through what the caller acts; `page` on public routes and `api` with a key unless it is said. */
  readonly channel?: Channel;
};

/** The Fastify instance that a module's routes are written against: schemas are zod and give the types. */
export type TenantApp = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/**
 * Routes of a tenant: served on its own host and under `/t/{slug}` on the apex. They read `request.ctx`.
 *
 *     export const serviceRoutes: TenantRoutes = (app) => {
 *       app.get(
 *         "/v1/public/services",
 *         { config: { access: "public", limit: "reads" }, schema: { tags: ["Booking"], response: { 200: ServiceList } } },
 *         (request) => ({ items: listServices(request.ctx.db) }),
 *       );
 *     };
 *
 * A handler returns its answer, synchronously where it only touches the tenant's file; another status is
 * set before (`reply.code(201)`). What it throws is answered by the one error handler.
 */
export type TenantRoutes = (app: TenantApp) => void;

/** The dashboard's pages of one business, under `/admin/tenants/{slug}` on the apex; they read `request.ctx`. */
export type DashboardRoutes = (app: TenantApp) => void;

/** Routes of the platform: served on the apex only. There, reading `request.ctx` throws. */
export type ApexRoutes = (app: TenantApp) => void;

/** A tenant's context and the way to give its file back, once. */
export type TakenTenant = { readonly ctx: TenantContext; readonly release: () => void };

/** Somebody who is signed in, as pages greet them. */
export type Person = { readonly id: string; readonly name: string; readonly email: string };

declare module "fastify" {
  interface FastifyContextConfig extends RouteConfig {}

  interface FastifyRequest {
    /** The tenant that this request is for; throws `NoTenantError` outside the tenant scope. */
    readonly ctx: TenantContext;
    /** What stands before the tenant's paths in links to this site: `/t/luna` on the apex, else empty. */
    readonly basePath: string;
    /** The token of `Authorization: Bearer …`, unchecked. */
    readonly bearer: string | undefined;
    /** Who is signed in; throws where the route does not ask for it. */
    readonly person: Person;
    /** Counts one use of a limit by something else than the address (a phone number); throws RATE_LIMITED. */
    readonly countUse: (limit: LimitName, key: string) => void;
    /** Counts something that lasts until the function that it answers is called; throws RATE_LIMITED. */
    readonly beginUse: (limit: AtOnceName, key: string) => () => void;
    /**
     * Takes the tenant's file over from the request, whose end gives it back otherwise: for answers that outlive
     * its use, or are outlived by it. From now on reading `ctx` throws.
     */
    readonly takeTenant: () => TakenTenant;
  }

  interface FastifyInstance {
    /** Aborted when the process begins to shut down: long answers end themselves then. */
    readonly draining: AbortSignal;
  }
}
