import type { Clock } from "#kernel/clock.ts";
import { MINUTE, SECOND } from "#kernel/instant.ts";
import type { ApiKeyRecord, ControlPlane, TenantId, TenantRecord } from "#ports/control-plane.ts";
import type { MemberRecord, SessionRecord, UserRecord } from "#ports/users.ts";

import { createLookup, type LookupOptions } from "./lookup.ts";

/**
 * The control plane as requests use it, through a cache: answers are cached for a few seconds, so a request
 * usually pays nothing, and for longer while the database does not respond. Keys are looked up exactly as
 * given, so callers normalize them first.
 */
export type Directory = {
  readonly bySlug: (slug: string) => Promise<TenantRecord | undefined>;
  readonly byHost: (host: string) => Promise<TenantRecord | undefined>;
  readonly byNumber: (number: string) => Promise<TenantRecord | undefined>;
  readonly byId: (id: string) => Promise<TenantRecord | undefined>;
  /** By the SHA-256 of the key. */
  readonly byApiKey: (hash: string) => Promise<ApiKeyRecord | undefined>;
  /** By the SHA-256 of the session id in the cookie; undefined once the session has expired. */
  readonly bySession: (hash: string) => Promise<SignIn | undefined>;
  readonly byMember: (userId: string, tenant: TenantId) => Promise<MemberRecord | undefined>;
  /** Cached answers only, without waiting. Undefined means either unknown or not cached. */
  readonly recall: {
    readonly bySlug: (slug: string) => TenantRecord | undefined;
    readonly byHost: (host: string) => TenantRecord | undefined;
    readonly byApiKey: (hash: string) => ApiKeyRecord | undefined;
  };
  /** Call after any change to a tenant, its hosts, numbers or keys, and after creating one. */
  readonly forget: (tenant: TenantId) => void;
  /** Call after a user's sessions, password or rights have changed. */
  readonly forgetUser: (userId: string) => void;
  readonly forgetAll: () => void;
};

export type SignIn = { readonly session: SessionRecord; readonly user: UserRecord };

const USUAL: LookupOptions = {
  freshFor: 5 * SECOND,
  absentFor: SECOND,
  staleFor: 60 * MINUTE,
  patience: 250,
  capacity: 20_000,
};

/**
 * A per-process cache in front of the control plane. This process invalidates it explicitly when it changes
 * something.
 */
export function createDirectory(
  control: ControlPlane,
  clock: Clock,
  options: Partial<LookupOptions> = {},
): Directory {
  const settings = { ...USUAL, ...options };
  const slugs = createLookup(control.tenantBySlug, clock, settings);
  const hosts = createLookup(control.tenantByHost, clock, settings);
  const numbers = createLookup(control.tenantByNumber, clock, settings);
  const ids = createLookup(control.tenantById, clock, settings);
  const keys = createLookup(control.apiKeyByHash, clock, settings);
  const sessions = createLookup((hash) => control.findSession(hash, clock.now()), clock, {
    ...settings,
    // A session ended by another process must not live on for long.
    staleFor: Math.min(settings.staleFor, MINUTE),
  });
  const members = createLookup(
    (key) => {
      const [userId = "", tenant = ""] = key.split(" ");
      return control.findMember(userId, tenant as TenantId);
    },
    clock,
    { ...settings, staleFor: Math.min(settings.staleFor, MINUTE) },
  );
  const forgetTenants = (matches: (id: TenantId) => boolean): void => {
    for (const lookup of [slugs, hosts, numbers, ids]) lookup.forget((record) => matches(record.id));
    keys.forget((key) => matches(key.tenantId));
    members.forget((member) => matches(member.tenantId));
  };

  return {
    bySlug: slugs.find,
    byHost: hosts.find,
    byNumber: numbers.find,
    byId: ids.find,
    byApiKey: keys.find,
    bySession: async (hash) => {
      const found = await sessions.find(hash);
      return found && found.session.expiresAt > clock.now() ? found : undefined;
    },
    byMember: (userId, tenant) => members.find(`${userId} ${tenant}`),
    recall: { bySlug: slugs.recall, byHost: hosts.recall, byApiKey: keys.recall },
    forget: (tenant) => forgetTenants((id) => id === tenant),
    forgetUser: (userId) => {
      sessions.forget(({ user }) => user.id === userId);
      members.forget((member) => member.userId === userId);
    },
    forgetAll: () => {
      forgetTenants(() => true);
      sessions.forget(() => true);
      members.forget(() => true);
    },
  };
}
