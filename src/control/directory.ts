import type { Clock } from "#kernel/clock.ts";
import { MINUTE, SECOND } from "#kernel/instant.ts";
import type { ApiKeyRecord, ControlPlane, TenantId, TenantRecord } from "#ports/control-plane.ts";
import type { MemberRecord, SessionRecord, UserRecord } from "#ports/users.ts";

import { createLookup, type LookupOptions } from "./lookup.ts";

/**
 * The control plane as requests ask it: what it answered is remembered for a few seconds, so a request
 * usually pays nothing, and for longer while its database does not answer. Keys are looked up exactly as
 * given: callers normalise them first.
 */
export type Directory = {
  readonly bySlug: (slug: string) => Promise<TenantRecord | undefined>;
  readonly byHost: (host: string) => Promise<TenantRecord | undefined>;
  readonly byNumber: (number: string) => Promise<TenantRecord | undefined>;
  readonly byId: (id: string) => Promise<TenantRecord | undefined>;
  /** By the SHA-256 of the key. */
  readonly byApiKey: (hash: string) => Promise<ApiKeyRecord | undefined>;
  /** By the SHA-256 of the cookie's id; undefined once it has expired. */
  readonly bySession: (hash: string) => Promise<SignIn | undefined>;
  readonly byMember: (userId: string, tenant: TenantId) => Promise<MemberRecord | undefined>;
  /** The same without waiting, for what is remembered; undefined says nothing. */
  readonly recall: {
    readonly bySlug: (slug: string) => TenantRecord | undefined;
    readonly byHost: (host: string) => TenantRecord | undefined;
    readonly byApiKey: (hash: string) => ApiKeyRecord | undefined;
  };
  /** After any change to a tenant, its hosts, numbers or keys; also to be called when one is made. */
  readonly forget: (tenant: TenantId) => void;
  /** After a person's sessions, password or rights have changed. */
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

/** A cache in front of the control plane for one process, emptied explicitly where this process changes it. */
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
    // A session that was ended elsewhere must not live on for long.
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
