import { globSync, readFileSync } from "node:fs";
import { parseSync, Visitor } from "vite";

/** A parsed source file, as the rules need it. */
export interface SourceFile {
  /** Relative to the root of the repository, such as `src/kernel/ids.ts`. */
  readonly path: string;
  readonly imports: readonly Import[];
  /** The text without comments, and with the contents of all strings and templates removed. */
  readonly code: string;
  /** The contents of its strings and templates (`?` for each interpolated value), which include all SQL. */
  readonly texts: readonly string[];
}

export interface Import {
  readonly specifier: string;
  /** Erased at run time: `import type`, only `type` names, or `import("…")` in a type. */
  readonly typeOnly: boolean;
  /** Loaded on demand: `await import("…")`. */
  readonly lazy: boolean;
}

/** Stands for the specifier of a dynamic import that is not a literal. */
export const COMPUTED = "(computed)";

/** Every source file that the rules apply to; tests are exempt. */
export function readSourceFiles(): SourceFile[] {
  const paths = globSync("{src,tenant-migrations,control-plane-migrations}/**/*.ts")
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !path.endsWith(".test.ts") && !path.startsWith("src/test/"));
  return paths.toSorted().map((path) => parse(path, readFileSync(path, "utf8")));
}

/** Parses a file with a real parser, so that no comment or string is taken for an import. */
export function parse(path: string, source: string): SourceFile {
  const { program, comments, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const imports: Import[] = [];
  const texts: string[] = [];
  const hidden: Span[] = [...comments];
  new Visitor({
    ImportDeclaration({ source: from, importKind, specifiers }) {
      const named = specifiers.map((name) => ("importKind" in name ? name.importKind : "value"));
      const erased = named.length > 0 && named.every((kind) => kind === "type");
      imports.push({ specifier: from.value, typeOnly: importKind === "type" || erased, lazy: false });
    },
    ExportNamedDeclaration({ source: from, exportKind, specifiers }) {
      if (!from) return;
      const erased = specifiers.length > 0 && specifiers.every((name) => name.exportKind === "type");
      imports.push({ specifier: from.value, typeOnly: exportKind === "type" || erased, lazy: false });
    },
    ExportAllDeclaration({ source: from, exportKind }) {
      imports.push({ specifier: from.value, typeOnly: exportKind === "type", lazy: false });
    },
    ImportExpression({ source: from }) {
      const specifier = from.type === "Literal" ? String(from.value) : COMPUTED;
      imports.push({ specifier, typeOnly: false, lazy: true });
    },
    TSImportType({ source: from }) {
      imports.push({ specifier: from.value, typeOnly: true, lazy: false });
    },
    Literal(literal) {
      if (typeof literal.value !== "string") return;
      texts.push(literal.value);
      hidden.push(literal);
    },
    TemplateLiteral({ quasis }) {
      texts.push(quasis.map((part) => part.value.cooked ?? "").join("?"));
      hidden.push(...quasis);
    },
  }).visit(program);
  return { path, imports, texts, code: without(hidden, source) };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function without(spans: readonly Span[], source: string): string {
  let code = "";
  let from = 0;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    code += `${source.slice(from, start)} `;
    from = end;
  }
  return code + source.slice(from);
}
