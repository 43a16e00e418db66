import { z } from "zod";

import { headerValue } from "#kernel/fields.ts";
import type { Actor } from "#tenancy/context.ts";

import type { Once } from "./run-once.ts";

/** The header that a write may carry; `required` where the contract asks for it. */
export const idempotencyHeaders = z.looseObject({ "idempotency-key": headerValue(255).optional() });

type WriteRequest = {
  readonly ctx: { readonly actor: Actor };
  readonly method: string;
  readonly headers: { readonly "idempotency-key"?: string | undefined };
  readonly routeOptions: { readonly url?: string | undefined };
  readonly params: unknown;
  readonly body: unknown;
};

/** The request as `runOnce` wants it, or undefined when it carries no key. */
export function onceOf(request: WriteRequest): Once | undefined {
  const key = request.headers["idempotency-key"];
  if (key === undefined) return undefined;
  const { actor } = request.ctx;
  // The same route is served under two prefixes; its tenant is the file that the key is kept in.
  const route = request.routeOptions.url?.replace(/^\/t\/:[^/]+/, "") ?? "";
  return {
    scope: `${request.method} ${route} ${actor.kind}:${actor.id ?? ""}`,
    key,
    body: { params: paramsOf(request.params), body: request.body ?? null },
  };
}

function paramsOf(params: unknown): unknown {
  if (typeof params !== "object" || params === null) return {};
  return Object.fromEntries(Object.entries(params).filter(([name]) => name !== "slug"));
}
