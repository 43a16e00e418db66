import type { Generated } from "kysely";

import type { PlanName, TenantStatus } from "#ports/control-plane.ts";
import type { MemberRole } from "#ports/users.ts";

/** Epoch milliseconds, UTC. */
type At = number;

/** The tables of the control plane after all of control-plane-migrations/. */
export type ControlTables = {
  tenants: {
    id: string;
    slug: string;
    plan: PlanName;
    status: TenantStatus;
    placement: string;
    placement_epoch: Generated<number>;
    placement_until: At | null;
    schema_version: number;
    created_at: At;
    updated_at: At;
  };
  hosts: { tenant_id: string; host: string; proof: string; verified_at: At | null; created_at: At };
  phone_numbers: { number: string; tenant_id: string };
  api_keys: {
    id: string;
    tenant_id: string;
    name: string;
    hash: string;
    last_four: string;
    created_at: At;
    revoked_at: At | null;
  };
  undelivered: { tenant_id: string; messages: number };
  tenant_due: { tenant_id: string; due_at: At; mark: number };
  users: {
    id: string;
    email: string;
    name: string;
    password_hash: string | null;
    created_at: At;
    updated_at: At;
  };
  members: { user_id: string; tenant_id: string; role: MemberRole; created_at: At };
  sessions: { hash: string; user_id: string; created_at: At; last_seen_at: At; expires_at: At };
};
