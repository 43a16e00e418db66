import type { FastifyInstance } from "fastify";

import type { Metrics } from "#observe/metrics.ts";

export type HealthDeps = {
  /** What keeps this process from serving well, in words for an operator; empty if nothing does. */
  readonly findTroubles: () => Promise<readonly string[]>;
  readonly metrics: Metrics;
  readonly draining: AbortSignal;
};

/**
 * For operators; served whatever the Host, because load balancers probe by address. `/healthz` tells that the
 * process is alive, `/readyz` whether to send it requests.
 */
export function healthRoutes(app: FastifyInstance, { findTroubles, metrics, draining }: HealthDeps): void {
  app.get("/healthz", { config: { access: "public" }, schema: { hide: true } }, () => ({ status: "ok" }));

  app.get("/readyz", { config: { access: "public" }, schema: { hide: true } }, async (_request, reply) => {
    const troubles = draining.aborted ? ["shutting down"] : await findTroubles();
    if (troubles.length === 0) return { status: "ready" };
    reply.code(503);
    return { status: "not ready", troubles };
  });

  app.get("/metrics", { config: { access: "operator" }, schema: { hide: true } }, async (_request, reply) => {
    reply.type(metrics.contentType);
    return metrics.render();
  });
}
