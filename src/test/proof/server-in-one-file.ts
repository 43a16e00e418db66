import { hash } from "node:crypto";
import { existsSync, globSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { build, type Plugin } from "vite";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const KEPT_IN = join(ROOT, "node_modules/.cache/server");
const SOURCES = ["src/**/*.ts", "*-migrations/*.ts", "package-lock.json"];
/** Packages of very many small modules; the others are loaded as always. */
const IN_IT = ["kysely", "zod", "libphonenumber-js"];
const HOUR = 60 * 60_000;

let made: Promise<string> | undefined;

/**
 * The server that stands by (`standing-by.ts`) and all that it is made of as one JavaScript file: the same
 * code, which a process has loaded in half the time. Made when the sources have changed since the last time.
 */
export function serverInOneFile(): Promise<string> {
  made ??= makeUnlessThere();
  return made;
}

async function makeUnlessThere(): Promise<string> {
  const folder = join(KEPT_IN, fingerprint());
  const file = join(folder, "standing-by.js");
  if (existsSync(file)) return file;
  const half = `${folder}.${process.pid}`;
  await bundle(half);
  publish(half, folder);
  forgetOld();
  return file;
}

/** It is there whole or not at all; another worker may have made the same meanwhile. */
function publish(half: string, folder: string): void {
  try {
    renameSync(half, folder);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/** Changes with every source file that is written, added or removed. */
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
      rolldownOptions: { output: { entryFileNames: "[name].js", chunkFileNames: "[name].js" } },
    },
  });
}

/** What a module finds beside itself, it finds beside its source. */
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
    if (Date.now() - statSync(path).mtimeMs > HOUR) rmSync(path, { recursive: true, force: true });
  }
}
