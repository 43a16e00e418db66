import { hash } from "node:crypto";
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";

import { build, type Plugin } from "vite";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const KEPT_IN = join(ROOT, "node_modules/.cache/server");
const SOURCES = ["src/**/*.ts", "*-migrations/*.ts", "package-lock.json"];
/** Packages made of very many small modules; the others are imported as usual. */
const IN_IT = [
  "kysely",
  "zod",
  "libphonenumber-js",
  "fastify",
  "fastify-type-provider-zod",
  "@fastify/swagger",
  "yaml",
  "semver",
  "find-my-way",
  "prom-client",
  "@opentelemetry/api",
];
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let made: Promise<string> | undefined;

/**
 * The server that stands by (`standing-by.ts`) bundled with its modules into one JavaScript file, which a
 * process loads in half the time. Rebuilt when the sources have changed.
 */
export function serverInOneFile(): Promise<string> {
  made ??= makeUnlessThere();
  return made;
}

async function makeUnlessThere(): Promise<string> {
  const folder = join(KEPT_IN, fingerprint());
  const file = join(folder, "standing-by.mjs");
  mkdirSync(KEPT_IN, { recursive: true });
  while (!existsSync(file)) {
    if (!beginMaking(folder)) {
      await sleep(50);
      continue;
    }
    const half = `${folder}.${process.pid}`;
    try {
      await bundle(half);
      publish(half, folder);
    } finally {
      rmSync(`${folder}.making`, { force: true });
    }
    forgetOld();
  }
  return file;
}

/**
 * One worker builds it, which takes seconds on all cores; the others wait unless that worker has died. Two
 * workers that notice this at the same time both build it, which does no harm.
 */
function beginMaking(folder: string): boolean {
  const maker = `${folder}.making`;
  try {
    writeFileSync(maker, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    if (isAlive(maker)) return false;
    rmSync(maker, { force: true });
    return beginMaking(folder);
  }
}

function isAlive(maker: string): boolean {
  try {
    if (Date.now() - statSync(maker).mtimeMs > MINUTE) return false;
    // If its process id is not written yet, it has just begun.
    return process.kill(Number(readFileSync(maker, "utf8")) || process.pid, 0);
  } catch {
    return false;
  }
}

/** Renames the complete build into place, so that a partial one is never visible. */
function publish(half: string, folder: string): void {
  try {
    renameSync(half, folder);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/** Changes whenever a source file is changed, added or removed. */
function fingerprint(): string {
  const files = globSync(SOURCES, { cwd: ROOT, exclude: ["**/*.test.ts"] }).toSorted();
  const facts = files.map((path) => {
    const { size, mtimeMs } = statSync(join(ROOT, path));
    return `${path} ${size} ${mtimeMs}`;
  });
  return hash("sha256", facts.join("\n")).slice(0, 16);
}

async function bundle(folder: string): Promise<void> {
  await build({
    root: ROOT,
    configFile: false,
    logLevel: "error",
    plugins: [knowingItsPlace],
    ssr: { noExternal: IN_IT },
    build: {
      ssr: fileURLToPath(new URL("standing-by.ts", import.meta.url)),
      outDir: folder,
      copyPublicDir: false,
      minify: false,
      target: "node24",
      // Without a `package.json` beside it, Node would parse a whole `.js` file to detect its module type.
      rolldownOptions: { output: { entryFileNames: "[name].mjs", chunkFileNames: "[name].mjs" } },
    },
  });
}

/** Lets `import.meta` refer to the source file, so that a module finds the files beside it. */
const knowingItsPlace: Plugin = {
  name: "modules know their place",
  enforce: "pre",
  transform(code, id) {
    if (!id.startsWith(ROOT) || id.includes("node_modules") || !code.includes("import.meta.")) return null;
    return code
      .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(id).href))
      .replaceAll("import.meta.dirname", JSON.stringify(join(id, "..")));
  },
};

function forgetOld(): void {
  for (const name of readdirSync(KEPT_IN)) {
    const path = join(KEPT_IN, name);
    // Another worker may have removed its own meanwhile.
    const found = statSync(path, { throwIfNoEntry: false });
    if (found && Date.now() - found.mtimeMs > HOUR) rmSync(path, { recursive: true, force: true });
  }
}
