import { allowPage } from "#http/security-headers.ts";
import { renderView } from "#http/views.ts";
import type { ApexRoutes } from "#tenancy/http.ts";

export type ApexPageDeps = {
  /**
   * Lists the slugs of the demo businesses; undefined where real businesses are served, which must not be
   * listed.
   */
  readonly listDemos: (() => Promise<readonly string[]>) | undefined;
};

/** The platform's front page, for visitors without a particular business in mind. */
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
