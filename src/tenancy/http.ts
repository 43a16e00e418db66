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
 * Who may call a route. Every route must declare this in its config, or registering it throws:
 * - `public`: anyone.
 * - `booking_token`: the holder of a customer's capability. The route verifies `request.bearer` itself and
 *   answers every failure with the same 404.
 * - `chat_session`: the holder of a conversation's id, which is a capability; verified by the route in the same
 *   way.
 * - `tenant_admin`: an API key of this tenant, or a platform key.
 * - `member`: a signed-in person who works for this business; only on its dashboard.
 * - `signed_in`: any signed-in person, on the dashboard's pages that belong to no business.
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

/** The named rate limits. Their values are in a single table in `http`. */
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

/** The named limits on concurrent uses. */
export type AtOnceName = "chat_turns" | "chat_streams";

/** What a route declares in its config. */
export type RouteConfig = {
  readonly access: Access;
  /** Counted per client address, before anything else is done. */
  readonly limit?: LimitName;
  /** The caller's channel. By default `page` on public routes and `api` with a key. */
  readonly channel?: Channel;
};

/** The Fastify instance that modules register routes on. Schemas are Zod and provide the static types. */
export type TenantApp = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/**
 * Routes of a tenant, served on its own host and under `/t/{slug}` on the apex. Handlers read `request.ctx`.
 *
 *     export const serviceRoutes: TenantRoutes = (app) => {
 *       app.get(
 *         "/v1/public/services",
 *         { config: { access: "public", limit: "reads" }, schema: { tags: ["Booking"], response: { 200: ServiceList } } },
 *         (request) => ({ items: listServices(request.ctx.db) }),
 *       );
 *     };
 *
 * A handler returns the response body, synchronously if it only touches the tenant's file; a status other than
 * 200 is set first (`reply.code(201)`). Whatever it throws goes to the single error handler.
 */
export type TenantRoutes = (app: TenantApp) => void;

/** The dashboard pages of one business, under `/admin/tenants/{slug}` on the apex. Handlers read `request.ctx`. */
export type DashboardRoutes = (app: TenantApp) => void;

/** Routes of the platform, served on the apex only. Reading `request.ctx` in them throws. */
export type ApexRoutes = (app: TenantApp) => void;

/** A tenant's context with the function that releases its lease. Releasing twice does nothing. */
export type TakenTenant = { readonly ctx: TenantContext; readonly release: () => void };

/** A signed-in person, as pages greet them. */
export type Person = { readonly id: string; readonly name: string; readonly email: string };

declare module "fastify" {
  interface FastifyContextConfig extends RouteConfig {}

  interface FastifyRequest {
    /** The context of the tenant addressed; throws `NoTenantError` outside the tenant scope. */
    readonly ctx: TenantContext;
    /** The prefix of the tenant's paths in links: `/t/luna` on the apex, empty on its own host. */
    readonly basePath: string;
    /** The token of `Authorization: Bearer …`, not verified. */
    readonly bearer: string | undefined;
    /** The signed-in person; throws on routes whose access does not require signing in. */
    readonly person: Person;
    /**
     * Counts one use of a limit under a key other than the client address, such as a phone number. Throws
     * RATE_LIMITED.
     */
    readonly countUse: (limit: LimitName, key: string) => void;
    /** Counts a concurrent use, which lasts until the returned function is called. Throws RATE_LIMITED. */
    readonly beginUse: (limit: AtOnceName, key: string) => () => void;
    /**
     * Takes over the request's lease, which otherwise ends with the request: for responses that stop using the
     * file before they end, or work that outlives its response. Reading `ctx` throws afterwards.
     */
    readonly takeTenant: () => TakenTenant;
  }

  interface FastifyInstance {
    /** Aborted when the process starts to shut down, so that long-lived responses can end themselves. */
    readonly draining: AbortSignal;
  }
}
