import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";

import { pack, type Packed, unpacked } from "#http/packed.ts";
import type { ApexRoutes, TenantApp } from "#tenancy/http.ts";

import type { Chat } from "./chat.ts";
import { launcher, lookModule } from "./widget.ts";

const config = { access: "public", limit: "reads", channel: "chat" } as const;
const schema = { hide: true };

/** How many launchers are cached; businesses' launchers differ in one word only. */
const MOST_KEPT = 1_000;

/** The launcher on a business's own address, and its appearance. */
export function widgetRoutes(app: TenantApp, { engine }: Chat): void {
  const kept = new Map<string, Script>();

  app.get("/widget.js", { config, schema }, (request, reply) => {
    const { basePath } = request;
    const script = kept.get(basePath) ?? scriptOf(basePath);
    if (kept.size < MOST_KEPT) kept.set(basePath, script);
    return sendScript(request, reply, script);
  });

  app.get("/chat/look.js", { config, schema }, ({ ctx }, reply) => {
    // Without an assistant there is no button.
    engine.greeting(ctx);
    forOtherSites(reply, "public, max-age=300").header("access-control-allow-origin", "*");
    return lookModule(ctx);
  });
}

/** The launcher on the platform's address, for any business. */
export const apexWidgetRoutes: ApexRoutes = (app) => {
  const script = scriptOf(null);
  app.get("/widget.js", { config, schema }, (request, reply) => sendScript(request, reply, script));
};

type Script = { readonly packed: Packed; readonly etag: string };

function scriptOf(basePath: string | null): Script {
  const text = launcher(basePath);
  const etag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 16)}"`;
  return { packed: pack(text), etag };
}

function sendScript(request: FastifyRequest, reply: FastifyReply, { packed, etag }: Script) {
  forOtherSites(reply, "public, max-age=3600").header("etag", etag);
  if (request.headers["if-none-match"] === etag) return reply.code(304).send();
  return unpacked(request, reply, packed);
}

/** Allows pages of any site to load it, even those that require permission (COEP). */
function forOtherSites(reply: FastifyReply, cached: string): FastifyReply {
  return reply
    .type("text/javascript; charset=utf-8")
    .header("cache-control", cached)
    .header("cross-origin-resource-policy", "cross-origin");
}
