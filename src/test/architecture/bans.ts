import type { SourceFile } from "./source-file.ts";

/** The entry point of each program reads the environment and passes it on. */
const SETTINGS = /^src\/(main|config|cli\/main)\.ts$/;
const KERNEL = /^src\/kernel\//;

/**
 * What is banned outside the places in `except`. `code` is matched outside strings and comments, `text`
 * inside strings.
 */
const BANS: readonly Ban[] = [
  // A connection that sees two files could mix two tenants.
  { what: "ATTACH", text: /\bATTACH\b|\battach\s+(database\b|['"?:@])/ },
  { what: "new Database()", code: /\bnew\s+Database\b/, except: /^src\/db\// },
  { what: "process.env", code: /\bprocess\s*\.\s*env\b|\benv\b[^=;]*\}\s*=\s*process\b/, except: SETTINGS },
  { what: "node:process", text: /^(node:)?process$/, except: SETTINGS },

  // Time and chance come from the kernel's clock and ids, so that tests and replays can set them.
  { what: "the clock", code: /\bDate\s*\.\s*now\b|\bnew\s+Date\s*(\(\s*\)|(?!\s*\())/, except: KERNEL },
  { what: "the clock", code: /\bTemporal\s*\.\s*Now\b|\bDate\(\s*\)/, except: KERNEL },
  { what: "a stopwatch", code: /\bperformance\s*\.|\bhrtime\b/, except: /^src\/(kernel|observe)\// },
  { what: "randomness", code: /\bMath\s*\.\s*random\b|\bgetRandomValues\b/, except: KERNEL },
  { what: "randomness", code: /\brandom(Bytes|UUID|UUIDv7|Int|Fill|FillSync)\b/, except: KERNEL },
  { what: "SQL's clock", text: /\bCURRENT_(TIMESTAMP|DATE|TIME)\b|\bunixepoch\s*\(/i },
  { what: "SQL's clock", text: /\b(datetime|date|time|julianday|strftime)\s*\([^)]*'now'/i },
  { what: "SQL's clock", text: /\b(datetime|julianday)\s*\(\s*\)|(?<![.\w])now\s*\(\s*\)/i },
  { what: "SQL's randomness", text: /\brandom(blob)?\s*\(\s*\d*\s*\)/i },
];

interface Ban {
  readonly what: string;
  readonly code?: RegExp;
  readonly text?: RegExp;
  readonly except?: RegExp;
}

/** What a file contains that belongs elsewhere, one line each. */
export function banProblems(file: SourceFile): string[] {
  const broken = BANS.filter(({ code, text, except }) => {
    if (except?.test(file.path)) return false;
    return code?.test(file.code) === true || file.texts.some((part) => text?.test(part) === true);
  });
  return [...new Set(broken.map(({ what }) => `${file.path}: ${what} is banned here`))];
}
