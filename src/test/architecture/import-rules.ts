import { posix } from "node:path";
import { FORBIDDEN_TO_MODULES, LAYERS, layerOf, SDKS } from "./layers.ts";
import { COMPUTED, type Import, type SourceFile } from "./source-file.ts";

/** The forbidden imports of a file, one line each. */
export function importProblems(file: SourceFile): string[] {
  const layer = layerOf(file.path);
  if (layer === undefined) return [`${file.path}: the layout has no such place`];
  const problems = file.imports.map((line) => {
    const problem = isOurs(line.specifier) ? ourProblem(file.path, layer, line) : foreignProblem(layer, line);
    return problem && `${file.path}: "${line.specifier}" ${problem}`;
  });
  if (layer === "adapters") problems.push(tooManySdks(file));
  return problems.filter((problem) => problem !== undefined);
}

/** The project file that a specifier refers to, such as `src/kernel/ids.ts`. */
export function targetOf(path: string, specifier: string): string {
  if (!specifier.startsWith("#")) return posix.join(posix.dirname(path), specifier);
  const place = specifier.slice(1);
  if (place.includes("-migrations/")) return place;
  return place.endsWith(".ts") ? `src/${place}` : `src/${place}.ts`;
}

/** `booking` for `src/modules/booking/commands.ts`. */
export function moduleOf(path: string): string | undefined {
  return /^src\/modules\/([^/]+)\//.exec(path)?.[1];
}

export function isOurs(specifier: string): boolean {
  return /^[#.]/.test(specifier);
}

function ourProblem(path: string, layer: string, line: Import): string | undefined {
  const target = targetOf(path, line.specifier);
  const sameFolder = posix.dirname(target) === posix.dirname(path);
  if (line.specifier.split("/").includes("..")) return "goes up: between folders, use the # alias";
  if (line.specifier.startsWith("#") && sameFolder) return "is in the same folder: use ./";
  if (!line.specifier.endsWith(".ts") && line.specifier.includes("/")) return "lacks its .ts";

  const to = layerOf(target);
  if (to === layer && layer !== "modules") return undefined;
  if (to === undefined || !mayImport(path, layer, to, line)) return `is not for ${layer}`;
  if (to === "modules") return frontProblem(path, layer, target);
  if (layer === "modules" && FORBIDDEN_TO_MODULES.test(line.specifier)) return "is not for modules";
  return undefined;
}

function mayImport(path: string, layer: string, to: string, line: Import): boolean {
  const { values = [], types = [] } = LAYERS[layer] ?? {};
  if (values.includes(to)) return true;
  if (line.typeOnly && types.includes(to)) return true;
  return layer === "modules" && to === "http" && isRoutes(path);
}

/** A module is imported only through its index.ts; app.ts may also mount its routes. */
function frontProblem(path: string, layer: string, target: string): string | undefined {
  const to = moduleOf(target);
  if (to !== undefined && to === moduleOf(path)) return undefined;
  if (target === `src/modules/${to}/index.ts`) return undefined;
  if (layer === "app" && isRoutes(target)) return undefined;
  return "is inside another module: use its index.ts";
}

function isRoutes(path: string): boolean {
  return /(^|[-/])routes(-[a-z-]+)?\.ts$/.test(path);
}

function foreignProblem(layer: string, line: Import): string | undefined {
  if (line.specifier === COMPUTED) return "cannot be checked: name the file";
  const name = packageOf(line.specifier);
  if (name === "better-sqlite3" && layer !== "db") return "is only for db";
  if (layer.endsWith("-migrations") && name !== "kysely")
    return "is not for migrations: they use Kysely only";
  if (layer === "ports" && !line.typeOnly) return "runs: ports are types";
  if (!SDKS.includes(name)) return undefined;
  if (layer !== "adapters") return "is only for adapters";
  return line.lazy || line.typeOnly ? undefined : "costs time at start: import it when first needed";
}

function tooManySdks(file: SourceFile): string | undefined {
  const names = file.imports.map((line) => packageOf(line.specifier)).filter((name) => SDKS.includes(name));
  return new Set(names).size > 1 ? `${file.path}: an adapter has one SDK` : undefined;
}

function packageOf(specifier: string): string {
  return /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
}
