import { getBranding } from "#modules/business/index.ts";
import { brandSheet } from "#modules/portal/brand/brand.ts";
import type { TenantRoutes } from "#tenancy/http.ts";

import { businessPage, policyViews } from "./business-page.ts";
import { show } from "./pages.ts";
import { sendPage } from "./routes-show.ts";
import { privacyPage, termsPage } from "./text-pages.ts";

const config = { access: "public", limit: "reads", channel: "page" } as const;
const schema = { hide: true };

/** The pages on which a business presents itself. */
export const businessRoutes: TenantRoutes = (app) => {
  app.get("/", { config, schema }, (request, reply) =>
    sendPage(reply, show("business/show", businessPage(request))),
  );

  app.get("/privacy", { config, schema }, (request, reply) =>
    sendPage(reply, show("business/text", privacyPage(request))),
  );

  app.get("/terms", { config, schema }, (request, reply) =>
    sendPage(reply, show("business/text", termsPage(request, policyViews(request)))),
  );

  // A file of its own, because the pages' CSP forbids inline styles.
  app.get("/brand.css", { config, schema }, (request, reply) => {
    const { css, version } = brandSheet(getBranding(request.ctx.db));
    const etag = `"${version}"`;
    const asked = (request.query as { readonly v?: unknown }).v;
    reply
      .header("etag", etag)
      .header("cache-control", asked === version ? "public, max-age=31536000, immutable" : "no-cache")
      .type("text/css; charset=utf-8");
    if (request.headers["if-none-match"] === etag) return reply.code(304).send();
    return css;
  });
};
