import { globSync, readFileSync } from "node:fs";
import { parseSync, Visitor } from "vite";

/** A source file as the rules see it. */
export interface SourceFile {
  /** From the root of the repository, such as `src/kernel/ids.ts`. */
  readonly path: string;
  readonly imports: readonly Import[];
  /** The text without comments, and with every string and template emptied. */
  readonly code: string;
  /** The contents of its strings and templates (`?` where a template has a value): among them all SQL. */
  readonly texts: readonly string[];
}

export interface Import {
  readonly specifier: string;
  /** Erased at run time: `import type`, or nothing but `type` names, or `import("…")` within a type. */
  readonly typeOnly: boolean;
  /** Loaded when reached: `await import("…")`. */
  readonly lazy: boolean;
}

/** The specifier of a dynamic import that is not written out. */
export const COMPUTED = "(computed)";

/** Every source file that the rules are about; tests may do as they like. */
export function readSourceFiles(): SourceFile[] {
  const paths = globSync("{src,tenant-migrations,control-plane-migrations}/**/*.ts")
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !path.endsWith(".test.ts") && !path.startsWith("src/test/"));
  return paths.toSorted().map((path) => parse(path, readFileSync(path, "utf8")));
}

/** Reads one file with a real parser, so that a comment or a string never looks like an import. */
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
