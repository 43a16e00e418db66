import { statement } from "#db/query.ts";
import { build, type TenantDb, type TenantReads } from "#db/tenant-db.ts";
import { notFound } from "#kernel/errors.ts";
import { tenantVersion } from "#modules/events/index.ts";

import {
  type AssistantSettings,
  type Branding,
  type Hours,
  type Integrations,
  type Owner,
  type Policies,
  type Profile,
  type SettingsDocument,
  settingsDocuments,
  type SettingsKey,
} from "./schemas.ts";

/** A stored settings document; version 0 means that it was never written and holds the defaults. */
export type StoredSettings<Key extends SettingsKey> = {
  readonly document: SettingsDocument<Key>;
  readonly version: number;
  /** Epoch milliseconds; null if it was never written. */
  readonly updatedAt: number | null;
};

type Known = { config: number; readonly documents: Map<SettingsKey, StoredSettings<SettingsKey>> };

const parsed = new WeakMap<TenantReads, Known>();

/** Who the business is. */
export function getProfile(db: TenantReads): Profile {
  return getSettings(db, "profile").document;
}

/** The business's weekly hours, in its zone. */
export function getHours(db: TenantReads): Hours {
  return getSettings(db, "hours").document;
}

/** The booking rules; in minutes unless the name says otherwise. */
export function getPolicies(db: TenantReads): Policies {
  return getSettings(db, "policies").document;
}

/** How the business's pages look. */
export function getBranding(db: TenantReads): Branding {
  return getSettings(db, "branding").document;
}

/** How the assistant speaks. */
export function getAssistant(db: TenantReads): AssistantSettings {
  return getSettings(db, "assistant").document;
}

/** Which outside systems the business uses. */
export function getIntegrations(db: TenantReads): Integrations {
  return getSettings(db, "integrations").document;
}

/** The owner's name and address, if known. */
export function findOwner(db: TenantReads): Owner | undefined {
  return findSettings(db, "owner")?.document;
}

/**
 * One settings document with its defaults filled in: the same frozen object until the configuration changes.
 * Throws NOT_FOUND for one that has no defaults and was never written.
 */
export function getSettings<Key extends SettingsKey>(db: TenantReads, key: Key): StoredSettings<Key> {
  const found = findSettings(db, key);
  if (!found) throw notFound(`The ${key} of this business was never told.`);
  return found;
}

function findSettings<Key extends SettingsKey>(db: TenantReads, key: Key): StoredSettings<Key> | undefined {
  const { config } = tenantVersion(db);
  const known = parsed.get(db);
  const cached = known?.config === config ? known.documents.get(key) : undefined;
  if (cached) return cached;
  const read = readSettings(db, key);
  // What an open transaction reads may be rolled back and its version number reused.
  if (read && !isWriting(db)) remember(db, config, key, read);
  return read;
}

function remember(
  db: TenantReads,
  config: number,
  key: SettingsKey,
  read: StoredSettings<SettingsKey>,
): void {
  const known = parsed.get(db);
  const documents =
    known?.config === config ? known.documents : new Map<SettingsKey, StoredSettings<SettingsKey>>();
  documents.set(key, read);
  parsed.set(db, { config, documents });
}

function isWriting(db: TenantReads): boolean {
  return (db as Partial<TenantDb>).isWriting?.() ?? true;
}

/**
 * As `getSettings`, but always reads the file; undefined for one that has no defaults and was never written.
 */
export function readSettings<Key extends SettingsKey>(
  db: TenantReads,
  key: Key,
): StoredSettings<Key> | undefined {
  const row = db.first(settingsByKey({ key }));
  const schema = settingsDocuments[key];
  if (!row) {
    const defaults = schema.safeParse({});
    if (!defaults.success) return undefined;
    return { document: freeze(defaults.data as SettingsDocument<Key>), version: 0, updatedAt: null };
  }
  const document = schema.parse(JSON.parse(row.document)) as SettingsDocument<Key>;
  return { document: freeze(document), version: row.version, updatedAt: row.updated_at };
}

/** Frozen, because it is shared between requests. */
function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) for (const part of Object.values(value)) freeze(part);
  return Object.freeze(value);
}

const settingsByKey = statement((p: { key: string }) =>
  build.selectFrom("settings").selectAll().where("key", "=", p.key),
);
