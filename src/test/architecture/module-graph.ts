import { isOurs, moduleOf, targetOf } from "./import-rules.ts";
import type { SourceFile } from "./source-file.ts";

/** Every cycle between modules, such as `booking → waitlist → booking`. Type imports count. */
export function moduleCycles(files: readonly SourceFile[]): string[] {
  const graph = moduleGraph(files);
  const cycles = new Set<string>();
  const finished = new Set<string>();

  const visit = (module: string, path: readonly string[]): void => {
    const seenAt = path.indexOf(module);
    if (seenAt >= 0) cycles.add([...path.slice(seenAt), module].join(" → "));
    if (seenAt >= 0 || finished.has(module)) return;
    for (const next of graph.get(module) ?? []) visit(next, [...path, module]);
    finished.add(module);
  };

  for (const module of graph.keys()) visit(module, []);
  return [...cycles];
}

function moduleGraph(files: readonly SourceFile[]): Map<string, Set<string>> {
  const graph = new Map<string, Set<string>>();
  for (const { path, imports } of files) {
    const from = moduleOf(path);
    if (from === undefined) continue;
    const known = graph.get(from) ?? new Set<string>();
    graph.set(from, known);
    for (const { specifier } of imports) {
      const to = isOurs(specifier) ? moduleOf(targetOf(path, specifier)) : undefined;
      if (to !== undefined && to !== from) known.add(to);
    }
  }
  return graph;
}
