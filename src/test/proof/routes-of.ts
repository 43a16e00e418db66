import type { FastifyInstance } from "fastify";

/** A registered route: `GET /v1/admin/staff/:id` on the tenant sites. */
export type Route = {
  readonly method: string;
  readonly url: string;
  readonly site: "tenant" | "apex" | "dashboard" | "any";
};

/** Every route of an application, parsed from its router's own listing. */
export function routesOf(app: FastifyInstance): Route[] {
  const parents: string[] = [];
  return app
    .printRoutes({ commonPrefix: false })
    .split("\n")
    .flatMap((line): Route[] => {
      const [, indent, path, methods, constraints] = LINE.exec(line) ?? [];
      if (indent === undefined || path === undefined || methods === undefined) {
        if (line.trim() !== "") throw new Error(`This line of the route list is not understood: ${line}`);
        return [];
      }
      const depth = indent.length / 4;
      const url = (parents[depth - 1] ?? "") + path;
      parents[depth] = url;
      const { site = "any" } = constraints === undefined ? {} : (JSON.parse(constraints) as Partial<Route>);
      return methods.split(", ").map((method) => ({ method, url, site }));
    });
}

/** `│   ├── v1/admin/staff (GET, HEAD) {"site":"tenant"}`, each level four characters wide. */
const LINE = /^((?:[│ ] {3})*(?:[├└]── )?)(\S+) \(([A-Z, ]+)\)(?: (\{.*\}))?$/;
