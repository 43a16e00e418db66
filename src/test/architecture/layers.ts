/**
 * Who may import whom. A layer is a folder of `src/`, or a file directly in it, or a folder of migrations.
 * `values` are layers whose code it may use; `types` are layers of which it sees nothing but types.
 * Its own folder is always allowed.
 */
export const LAYERS: Readonly<Record<string, Layer>> = {
  kernel: {},
  ports: { types: ["kernel"] },
  db: { values: ["kernel"] },
  observe: { values: ["kernel"], types: ["ports"] },
  "tenant-migrations": {},
  "control-plane-migrations": {},
  control: { values: ["db", "kernel", "control-plane-migrations"], types: ["ports"] },
  tenancy: { values: ["db", "kernel", "observe", "tenant-migrations"], types: ["control", "ports"] },
  // Of the modules only what looks for what must never be in a file.
  backups: {
    values: ["kernel", "db", "modules", "tenant-migrations", "control-plane-migrations"],
    types: ["ports"],
  },
  // db: not all of it, see below. http: only routes, which meet it at the edge.
  modules: { values: ["kernel", "db", "modules"], types: ["ports", "tenancy"] },
  adapters: { values: ["kernel"], types: ["ports"] },
  jobs: { values: ["kernel", "tenancy", "modules"], types: ["ports", "observe"] },
  http: { values: ["kernel", "control", "tenancy", "observe"], types: ["ports"] },
  cli: { values: ["kernel", "config", "deps", "modules"], types: ["ports", "tenancy", "control"] },
  config: { values: ["kernel"] },
  app: { values: ["http", "modules", "kernel", "tenancy", "observe"], types: ["ports", "deps", "config"] },
  deps: {
    values: [
      "adapters",
      "backups",
      "config",
      "control",
      "control-plane-migrations",
      "db",
      "http",
      "jobs",
      "kernel",
      "modules",
      "observe",
      "tenancy",
    ],
    types: ["ports"],
  },
  main: { values: ["app", "config", "deps", "kernel", "observe"], types: ["ports"] },
};

export interface Layer {
  readonly values?: readonly string[];
  readonly types?: readonly string[];
}

/** What is in db but not for modules: they are handed a database and never open one. */
export const FORBIDDEN_TO_MODULES = /^#db\/.*\b(open|file|migrat|executor)/;

/** Packages that talk to somebody else's service: each in adapters only, and loaded when first needed. */
export const SDKS: readonly string[] = [
  "openai",
  "@anthropic-ai/sdk",
  "stripe",
  "twilio",
  "@slack/bolt",
  "cloudflare",
  "aws4fetch",
  "nodemailer",
];

/** Where `path` belongs, or undefined where the layout has no such place. */
export function layerOf(path: string): string | undefined {
  const [top, second] = path.split("/");
  const name = top === "src" ? second?.replace(/\.ts$/, "") : top;
  return name !== undefined && Object.hasOwn(LAYERS, name) ? name : undefined;
}
