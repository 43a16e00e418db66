import type { ActorKind } from "#db/tenant-tables.ts";

/** Through what someone acts. */
export type Channel = "page" | "chat" | "phone" | "sms" | "api" | "dashboard" | "system";

/** Who acts: recorded with every change. */
export type Actor = { readonly kind: ActorKind; readonly id: string | null; readonly channel: Channel };
