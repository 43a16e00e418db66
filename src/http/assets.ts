import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

import { notFound } from "#kernel/errors.ts";

import { pack, type Packed, unpacked } from "./packed.ts";

const FOLDER = join(import.meta.dirname, "../../public");

/** Names as ours are: no dots at the front, nothing encoded. */
const PLAIN_PATH = /^(?:[\w-]+\/)*[\w-]+(?:\.[\w-]+)+$/;

/** Stands in an address in the place of a version: logos keep theirs, because businesses write it down. */
const LOGOS = "logos";

const AN_HOUR = "public, max-age=3600";
const FOREVER = "public, max-age=31536000, immutable";

/** The styles, scripts and pictures of our pages, under addresses that change with their contents. */
type Assets = {
  readonly version: string;
  /** Styles and scripts by their paths. */
  readonly texts: ReadonlyMap<string, Packed>;
};

let known: Assets | undefined;

/** Where an asset of `public/` is served: `/assets/{version}/css/pages.css`, on every host. */
export function assetUrl(path: string): string {
  return `/assets/${assets().version}/${path}`;
}

/**
 * Serves `public/`. What is asked for by its present version may be kept for ever; another version (a page
 * that was open while the server was renewed) gets what is there now, to be asked for again.
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

/** One component a file is good to write, one request is good to load: the imports are put in their place. */
function withImports(stylesheet: string): string {
  return stylesheet.replace(/@import "\.\/([\w-]+\.css)";/g, (_line, name: string) =>
    readFileSync(join(FOLDER, "css", name), "utf8"),
  );
}
