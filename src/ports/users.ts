import type { Instant } from "#kernel/instant.ts";

import type { TenantId } from "./tenant-id.ts";

/** A person who may sign in. Their email is lower-case and unique over all tenants. */
export type UserRecord = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** Null until they have chosen one: an invited person cannot sign in with a password. */
  readonly passwordHash: string | null;
  readonly createdAt: Instant;
};

/** A sign-in. Only the SHA-256 of the cookie's random id is kept, so a copy of the rows opens no door. */
export type SessionRecord = {
  readonly hash: string;
  readonly userId: string;
  readonly createdAt: Instant;
  readonly lastSeenAt: Instant;
  readonly expiresAt: Instant;
};

export type NewUser = Pick<UserRecord, "id" | "email" | "name" | "passwordHash">;
export type NewSession = Pick<SessionRecord, "hash" | "userId" | "expiresAt">;

/** What somebody may do in a business. */
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
  /** False when they were none. */
  readonly removeMember: (userId: string, tenantId: TenantId) => Promise<boolean>;
};

/** The part of the control plane that knows people and their sign-ins. */
export type UserDirectory = {
  readonly createUser: (user: NewUser) => Promise<"created" | "email_taken">;
  readonly userByEmail: (email: string) => Promise<UserRecord | undefined>;
  readonly userById: (id: string) => Promise<UserRecord | undefined>;
  /** Also ends every session of that person: whoever knew the old password is out. */
  readonly setPassword: (userId: string, passwordHash: string) => Promise<void>;

  readonly createSession: (session: NewSession) => Promise<SessionRecord>;
  /** Undefined when it never was, has ended, or had expired by `now`. */
  readonly findSession: (
    hash: string,
    now: Instant,
  ) => Promise<{ readonly session: SessionRecord; readonly user: UserRecord } | undefined>;
  /** Notes that it was used; when is up to the caller, since each is a write. */
  readonly touchSession: (hash: string, at: Instant) => Promise<void>;
  /** False when there was none to end. */
  readonly endSession: (hash: string) => Promise<boolean>;
  /** Ends all of a person's sessions but `except`; says how many. */
  readonly endSessionsOf: (userId: string, except?: string) => Promise<number>;
  /** Those that have not expired by `now`, newest first. */
  readonly sessionsOf: (userId: string, now: Instant) => Promise<readonly SessionRecord[]>;
  readonly removeExpiredSessions: (now: Instant) => Promise<number>;
};
