import type { Instant } from "#kernel/instant.ts";

import type { TenantId } from "./tenant-id.ts";

/** A person who may sign in. Their email is lower-case and unique across all tenants. */
export type UserRecord = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** Null until they have chosen one: until then, an invited person cannot sign in with a password. */
  readonly passwordHash: string | null;
  readonly createdAt: Instant;
};

/**
 * A sign-in. Only the SHA-256 of the cookie's random token is stored, so a copy of the rows lets nobody in.
 */
export type SessionRecord = {
  readonly hash: string;
  readonly userId: string;
  readonly createdAt: Instant;
  readonly lastSeenAt: Instant;
  readonly expiresAt: Instant;
};

export type NewUser = Pick<UserRecord, "id" | "email" | "name" | "passwordHash">;
export type NewSession = Pick<SessionRecord, "hash" | "userId" | "expiresAt">;

/** What a person may do in a business. */
export type MemberRole = "owner" | "staff";

export type MemberRecord = {
  readonly userId: string;
  readonly tenantId: TenantId;
  readonly role: MemberRole;
};

/** The part of the control plane that knows who works for which business. */
export type MemberDirectory = {
  /** Adds a person, or changes their role. */
  readonly addMember: (member: MemberRecord) => Promise<void>;
  readonly findMember: (userId: string, tenantId: TenantId) => Promise<MemberRecord | undefined>;
  /** In the order in which they joined. */
  readonly membershipsOf: (userId: string) => Promise<readonly MemberRecord[]>;
  /** False if they were not a member. */
  readonly removeMember: (userId: string, tenantId: TenantId) => Promise<boolean>;
};

/** The part of the control plane that knows people and their sign-ins. */
export type UserDirectory = {
  readonly createUser: (user: NewUser) => Promise<"created" | "email_taken">;
  readonly userByEmail: (email: string) => Promise<UserRecord | undefined>;
  readonly userById: (id: string) => Promise<UserRecord | undefined>;
  /** Also ends every session of that person: whoever knew the old password is signed out. */
  readonly setPassword: (userId: string, passwordHash: string) => Promise<void>;

  readonly createSession: (session: NewSession) => Promise<SessionRecord>;
  /** Undefined if it never existed, has ended, or had expired by `now`. */
  readonly findSession: (
    hash: string,
    now: Instant,
  ) => Promise<{ readonly session: SessionRecord; readonly user: UserRecord } | undefined>;
  /** Records its last use. The caller decides how often, since each call is a write. */
  readonly touchSession: (hash: string, at: Instant) => Promise<void>;
  /** False if there was none to end. */
  readonly endSession: (hash: string) => Promise<boolean>;
  /** Ends all of a person's sessions except `except`; returns how many. */
  readonly endSessionsOf: (userId: string, except?: string) => Promise<number>;
  /** Those that have not expired by `now`, newest first. */
  readonly sessionsOf: (userId: string, now: Instant) => Promise<readonly SessionRecord[]>;
  readonly removeExpiredSessions: (now: Instant) => Promise<number>;
};
