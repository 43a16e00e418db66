import { allowPage } from "#http/security-headers.ts";
import { renderView } from "#http/views.ts";
import type { ApexRoutes } from "#tenancy/http.ts";

export type ApexPageDeps = {
  /** The slugs of the businesses to try out; undefined where real ones are served, which are nobody's to list. */
  readonly listDemos: (() => Promise<readonly string[]>) | undefined;
};

/** What this address is, for whoever comes to it without a business in mind. */
export function apexPageRoutes({ listDemos }: ApexPageDeps): ApexRoutes {
  return (app) => {
    app.get(
      "/",
      { config: { access: "public", limit: "reads" }, schema: { hide: true } },
      async (_request, reply) => {
        const demos = (await listDemos?.()) ?? [];
        allowPage(reply);
        reply.type("text/html; charset=utf-8");
        return renderView("apex/show", { demos });
      },
    );
  };
}
