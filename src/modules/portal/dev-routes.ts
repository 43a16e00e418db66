import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

import { allowPage } from "#http/security-headers.ts";
import { renderView } from "#http/views.ts";
import { schemeSheet } from "#modules/portal/brand/scheme-sheet.ts";
import type { ApexRoutes } from "#tenancy/http.ts";

import { components } from "./components.ts";

const VARIABLES = join(import.meta.dirname, "../../../public/css/variables.css");

const config = { access: "dev" } as const;
const schema = {
  hide: true,
  querystring: z.object({ scheme: z.enum(["light", "dark"]).catch("light") }),
};

/** Shows every component of the pages in every state, for designers. Not in production. */
export const componentRoutes: ApexRoutes = (app) => {
  app.get("/dev/components", { config, schema }, ({ query }, reply) => {
    allowPage(reply);
    reply.type("text/html; charset=utf-8");
    const { scheme } = query;
    const otherHref = `/dev/components?scheme=${scheme === "light" ? "dark" : "light"}`;
    const sheetHref = `/dev/components.css?scheme=${scheme}`;
    return renderView("dev/components", { ...components(), scheme, otherHref, sheetHref });
  });

  app.get("/dev/components.css", { config, schema }, ({ query }, reply) => {
    reply.type("text/css; charset=utf-8");
    return schemeSheet(readFileSync(VARIABLES, "utf8"), query.scheme);
  });
};
