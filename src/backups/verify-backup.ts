import { copyFile, rm } from "node:fs/promises";

import { removeDatabase } from "#db/durable.ts";
import type { FileFacts } from "#db/snapshot.ts";

import { readManifest } from "./backup-folder.ts";
import type { Manifest } from "./manifest.ts";
import type { FileWorker } from "./open-file-worker.ts";

/** A backup that must not be used; the message says why. */
export class BackupRefused extends Error {
  override readonly name = "BackupRefused";
}

export type Expected = {
  /** The tenant that must own it; null for the control plane. */
  readonly owner: string | null;
  readonly newest: number;
};

/** A verified copy: its manifest, and what the file itself contains. */
export type Verified = { readonly manifest: Manifest; readonly facts: FileFacts };

/**
 * Copies a backup to `to` and verifies the copy, so that what was verified is what is used: first the SHA-256
 * from its manifest, then the whole content. Throws `BackupRefused`, leaving no copy.
 */
export async function copyVerified(
  worker: FileWorker,
  from: string,
  to: string,
  expected: Expected,
): Promise<Verified> {
  const manifest = await readManifest(from);
  if (!manifest) throw new BackupRefused("There is no manifest beside it, or none that can be read.");
  refuseForeign(manifest, expected);
  await removeDatabase(to);
  try {
    await copyFile(from, to);
    const { size, sha256 } = await worker.run("digestOf", to);
    if (size !== manifest.size || sha256 !== manifest.sha256)
      throw new BackupRefused(
        "The file is not the one that its manifest describes: it was damaged or changed.",
      );
    const wanted = { kind: manifest.kind, ...expected };
    const facts = await worker.run("checkSnapshot", to, wanted).catch((error: unknown) => {
      throw new BackupRefused((error as Error).message, { cause: error });
    });
    return { manifest, facts };
  } catch (error) {
    await rm(to, { force: true });
    throw error;
  }
}

function refuseForeign(
  { kind, tenant_id: tenantId, user_version: version }: Manifest,
  expected: Expected,
): void {
  const wanted = expected.owner === null ? "control" : "tenant";
  if (kind !== wanted) throw new BackupRefused(`It is a backup of another kind (${kind}).`);
  if (tenantId !== expected.owner) throw new BackupRefused("It is a backup of another business.");
  if (version > expected.newest)
    throw new BackupRefused(
      `A newer version of Frontdesk made it (schema ${version}, not ${expected.newest}).`,
    );
}
