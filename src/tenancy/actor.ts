import type { ActorKind } from "#db/tenant-tables.ts";

/** The channel through which an actor acts. */
export type Channel = "page" | "chat" | "phone" | "sms" | "api" | "dashboard" | "system";

/** Who acts; recorded with every change. `id` is null if there is none, as for the system itself. */
export type Actor = { readonly kind: ActorKind; readonly id: string | null; readonly channel: Channel };

/** Who does what nobody asked for just now: jobs, sweeps. */
export const SYSTEM: Actor = { kind: "system", id: null, channel: "system" };
