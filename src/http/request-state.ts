import type { ServerResponse } from "node:http";
import type { FastifyInstance, FastifyRequest, onRequestHookHandler } from "fastify";

import type { AtOnceName, LimitName, TakenTenant } from "#tenancy/http.ts";

import { bearerOf } from "./callers.ts";
import type { RateLimits } from "./limits.ts";
import { decoratePeople } from "./sign-ins.ts";
import { basePathOf } from "./site.ts";
import type { Soon } from "./soon.ts";
import type { Entry } from "./tenant-gate.ts";

/** Thrown when a tenant's context is read outside the tenant scope. */
export class NoTenantError extends Error {
  override readonly name = "NoTenantError";
  constructor() {
    super("request.ctx was read outside the tenant scope, or before the request was let in.");
  }
}

const ENTRY = Symbol("entry");
const TAKEN_BY = Symbol("taken by");
type Entered = FastifyRequest & { [ENTRY]: Entry | undefined; [TAKEN_BY]: string | undefined };

/** Decorates requests with what TenantApp promises: `ctx`, `bearer`, `basePath`, `countUse` and so on. */
export function decorateRequests(app: FastifyInstance, limits: RateLimits): void {
  app.decorateRequest(ENTRY, undefined);
  app.decorateRequest(TAKEN_BY, undefined);
  app.decorateRequest("ctx", {
    getter() {
      const entry = (this as Entered)[ENTRY];
      if (!entry) throw new NoTenantError();
      return entry.ctx;
    },
  });
  app.decorateRequest("bearer", {
    getter() {
      return bearerOf(this.headers.authorization);
    },
  });
  decoratePeople(app);
  app.decorateRequest("basePath", {
    getter() {
      return basePathOf(this.raw);
    },
  });
  app.decorateRequest("countUse", function countUse(limit: LimitName, key: string) {
    limits.count(limit, key);
  });
  app.decorateRequest("beginUse", function beginUse(limit: AtOnceName, key: string) {
    return limits.begin(limit, key);
  });
  app.decorateRequest("takeTenant", take);
}

function take(this: FastifyRequest): TakenTenant {
  const request = this as Entered;
  const entry = request[ENTRY];
  if (!entry) throw new NoTenantError();
  request[ENTRY] = undefined;
  // The log line still names the tenant.
  request[TAKEN_BY] = entry.ctx.tenant.id;
  return { ctx: entry.ctx, release: () => entry.held.release() };
}

/** The hook that runs a gate and keeps what it opened until the response has ended. */
export function enter(gate: (request: FastifyRequest) => Soon<Entry>): onRequestHookHandler {
  return (request, reply, done) => {
    const entry = gate(request);
    if (!(entry instanceof Promise)) {
      (request as Entered)[ENTRY] = entry;
      return done();
    }
    const keep = (opened: Entry): void => {
      // The client may have disconnected while the file was being opened; then nothing else would release it.
      if (isOver(reply.raw)) opened.held.release();
      else (request as Entered)[ENTRY] = opened;
    };
    // oxlint-disable-next-line promise/no-callback-in-promise -- hooks that return a promise cost more
    entry.then(keep).then(() => done(), done);
  };
}

/** Releases the tenant's file if the request held one; returns the tenant's id. Safe to call twice. */
export function leave(request: FastifyRequest): string | undefined {
  const entry = (request as Entered)[ENTRY];
  if (!entry) return (request as Entered)[TAKEN_BY];
  (request as Entered)[ENTRY] = undefined;
  entry.held.release();
  return entry.ctx.tenant.id;
}

function isOver(response: ServerResponse): boolean {
  return response.closed || response.destroyed;
}
