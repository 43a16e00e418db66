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
  /** Null for the control plane, as are the slug, the incarnation and the latest event. */
  tenant_id: z.string().nullable(),
  /** As it was then; the control plane says what it is now. */
  slug: z.string().nullable(),
  incarnation: z.string().nullable(),
  user_version: z.int(),
  latest_event: z.object({ id: z.string(), seq: z.int() }).nullable(),
  counts: z.record(z.string(), z.int()),
  size: z.int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  made_at: at,
  /** How the live file looked before it was copied: while it looks the same, nothing has changed. */
  source: z.string(),
});

/** What a backup says of itself, in the file beside it. Without this file there is no backup. */
export type Manifest = z.output<typeof manifest>;

/** Undefined for anything that is not a manifest. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    return manifest.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Milliseconds are cut, here as in the name of the file. */
export function manifestText(made: Manifest): string {
  return `${JSON.stringify({ ...made, made_at: formatInstant(made.made_at) }, null, 2)}\n`;
}
