/**
 * Who may import whom. A layer is a folder of `src/`, a file directly in it, or a folder of migrations.
 * `values` lists the layers whose code it may use, `types` those from which it may import only types. A layer
 * may always import from itself.
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
  // Of the modules, backups may use only integrity.
  backups: {
    values: ["kernel", "db", "modules", "tenant-migrations", "control-plane-migrations"],
    types: ["ports"],
  },
  // db: with the exceptions below. http: only routes may, since they meet it at the edge.
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

/** The parts of db that modules may not import: they are given a database and never open one. */
export const FORBIDDEN_TO_MODULES = /^#db\/.*\b(open|file|migrat|executor)/;

/** Packages that talk to external services: allowed only in adapters, and only as lazy imports. */
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

/** The layer of `path`; undefined if the layout has no such place. */
export function layerOf(path: string): string | undefined {
  const [top, second] = path.split("/");
  const name = top === "src" ? second?.replace(/\.ts$/, "") : top;
  return name !== undefined && Object.hasOwn(LAYERS, name) ? name : undefined;
}
