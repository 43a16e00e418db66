import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

import { notFound } from "#kernel/errors.ts";

import { pack, type Packed, unpacked } from "./packed.ts";

const FOLDER = join(import.meta.dirname, "../../public");

/** Paths like ours: no leading dots, nothing encoded. */
const PLAIN_PATH = /^(?:[\w-]+\/)*[\w-]+(?:\.[\w-]+)+$/;

/**
 * Takes the place of the version in a logo's address: logos keep theirs, because businesses store them in
 * their settings.
 */
const LOGOS = "logos";

const AN_HOUR = "public, max-age=3600";
const FOREVER = "public, max-age=31536000, immutable";

/** The styles, scripts and images of our pages, under URLs that change with their contents. */
type Assets = {
  readonly version: string;
  /** Styles and scripts by path. */
  readonly texts: ReadonlyMap<string, Packed>;
};

let known: Assets | undefined;

/** The URL of an asset in `public/`: `/assets/{version}/css/pages.css`, on every host. */
export function assetUrl(path: string): string {
  return `/assets/${assets().version}/${path}`;
}

/**
 * Serves `public/`. A request for the current version may be cached forever. A request for another one (a
 * page that was open during a deployment) gets the current file, to be revalidated.
 */
export function assetRoutes(app: FastifyInstance): void {
  app.register(fastifyStatic, { root: FOLDER, serve: false, cacheControl: false, lastModified: false });

  app.get<{ Params: { version: string; "*": string } }>(
    "/assets/:version/*",
    { config: { access: "public" }, schema: { hide: true } },
    (request, reply) => {
      const { version, texts } = assets();
      const path = request.params["*"];
      if (!PLAIN_PATH.test(path)) throw notFound();
      if (request.params.version === LOGOS)
        return reply.header("cache-control", AN_HOUR).sendFile(`${LOGOS}/${path}`);
      reply.header("cache-control", request.params.version === version ? FOREVER : "no-cache");
      const text = texts.get(path);
      if (!text) return reply.sendFile(path);
      reply.type(path.endsWith(".css") ? "text/css; charset=utf-8" : "application/javascript; charset=utf-8");
      return unpacked(request, reply, text);
    },
  );
}

function assets(): Assets {
  known ??= readAssets();
  return known;
}

function readAssets(): Assets {
  const hash = createHash("sha256");
  const texts = new Map<string, Packed>();
  for (const file of globSync("**/*.*", { cwd: FOLDER }).toSorted()) {
    const path = file.replaceAll("\\", "/");
    const contents = readFileSync(join(FOLDER, file));
    hash.update(path).update("\0").update(contents);
    if (/\.(?:css|js)$/.test(path))
      texts.set(path, pack(path.endsWith(".css") ? withImports(contents.toString()) : contents));
  }
  return { version: hash.digest("base64url").slice(0, 12), texts };
}

/** Inlines imports: one file per component is good to write, one request is good to load. */
function withImports(stylesheet: string): string {
  return stylesheet.replace(/@import "\.\/([\w-]+\.css)";/g, (_line, name: string) =>
    readFileSync(join(FOLDER, "css", name), "utf8"),
  );
}
