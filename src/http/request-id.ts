import type { IncomingMessage } from "node:http";

import type { Ids } from "#kernel/ids.ts";

import type { TrustsPeer } from "./site.ts";

const USABLE = /^[\w.-]{8,64}$/;

/** Assigns request ids: the one that a trusted proxy assigned, else one of our own. */
export function requestIds(ids: Ids, trusts: TrustsPeer | undefined) {
  return (request: IncomingMessage): string => {
    const given = request.headers["x-request-id"];
    if (trusts === undefined || typeof given !== "string" || !USABLE.test(given)) return ids.ulid();
    return trusts(request.socket.remoteAddress ?? "") ? given : ids.ulid();
  };
}
