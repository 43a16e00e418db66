import type { FastifyInstance } from "fastify";

import { siteOf } from "./site.ts";

type Strategy = Parameters<FastifyInstance["addConstraintStrategy"]>[0];
type Handler = Parameters<ReturnType<Strategy["storage"]>["set"]>[1];

/**
 * A routing constraint that separates the apex's routes from the tenants': `constraints: { site: "tenant" }`.
 * A route without it is served on every site.
 */
export function siteConstraint(): Strategy {
  return {
    name: "site",
    storage: () => {
      const handlers = new Map<unknown, Handler>();
      return {
        get: (kind) => handlers.get(kind) ?? null,
        set: (kind, handler) => void handlers.set(kind, handler),
      };
    },
    deriveConstraint: (request) => siteOf(request).kind,
  };
}
