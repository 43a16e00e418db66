import { z } from "zod";

import { formatInstant, type Instant, parseInstant } from "#kernel/instant.ts";

const at = z.string().transform((text, context): Instant => {
  const instant = parseInstant(text);
  if (instant !== undefined) return instant;
  context.issues.push({ code: "custom", message: "is no instant", input: text });
  return z.NEVER;
});

const manifest = z.object({
  format: z.literal(1),
  kind: z.enum(["tenant", "control"]),
  /** Null for the control plane, like the slug, the incarnation and the latest event. */
  tenant_id: z.string().nullable(),
  /** The slug at that time; the control plane has the current one. */
  slug: z.string().nullable(),
  incarnation: z.string().nullable(),
  user_version: z.int(),
  latest_event: z.object({ id: z.string(), seq: z.int() }).nullable(),
  counts: z.record(z.string(), z.int()),
  size: z.int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  made_at: at,
  /** The live file's `sourceState` before it was copied: while that is unchanged, so is the content. */
  source: z.string(),
});

/** The description of a backup, in a JSON file beside it. Without it there is no backup. */
export type Manifest = z.output<typeof manifest>;

/** Parses a manifest; undefined if the text is not a valid one. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    return manifest.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Serializes a manifest. Milliseconds are truncated, as in the file's name. */
export function manifestText(made: Manifest): string {
  return `${JSON.stringify({ ...made, made_at: formatInstant(made.made_at) }, null, 2)}\n`;
}
