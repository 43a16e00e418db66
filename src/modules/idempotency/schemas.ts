import { z } from "zod";

import { headerValue } from "#kernel/fields.ts";
import type { Actor } from "#tenancy/context.ts";

import type { Once } from "./run-once.ts";

/** The optional header of a write. */
export const idempotencyHeaders = z.looseObject({ "idempotency-key": headerValue(255).optional() });

type WriteRequest = {
  readonly ctx: { readonly actor: Actor };
  readonly method: string;
  readonly headers: { readonly "idempotency-key"?: string | undefined };
  readonly routeOptions: { readonly url?: string | undefined };
  readonly params: unknown;
  readonly body: unknown;
};

/** The request (route, caller, contents) in the form that `runOnce` takes; undefined without a key. */
export function onceOf(request: WriteRequest): Once | undefined {
  const key = request.headers["idempotency-key"];
  if (key === undefined) return undefined;
  const { actor } = request.ctx;
  return {
    scope: `${request.method} ${request.routeOptions.url ?? ""} ${actor.kind}:${actor.id ?? ""}`,
    key,
    body: { params: request.params ?? null, body: request.body ?? null },
  };
}
