import type { IncomingMessage } from "node:http";

import type { Ids } from "#kernel/ids.ts";

import type { TrustsPeer } from "./site.ts";

const USABLE = /^[\w.-]{8,64}$/;

/** Names requests: as a proxy of ours named them already, else by an id of our own. */
export function requestIds(ids: Ids, trusts: TrustsPeer | undefined) {
  return (request: IncomingMessage): string => {
    const given = request.headers["x-request-id"];
    if (trusts === undefined || typeof given !== "string" || !USABLE.test(given)) return ids.ulid();
    return trusts(request.socket.remoteAddress ?? "") ? given : ids.ulid();
  };
}
