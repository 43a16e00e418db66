import { request } from "node:http";
import { text } from "node:stream/consumers";

import { CommandFailed, reasonOf } from "./command.ts";
import { describeRefusal } from "./describe-refusal.ts";

/** How to reach the server that owns DATA_DIR. */
type Server = { readonly address: string | null; readonly token: string };

/** A request to the server. */
export type Asked = {
  readonly method: "POST" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
};

/** The server's response to a successful request. */
export type ServerAnswer = { readonly body: unknown };

const PATIENCE = 60_000;

/**
 * Sends a request to the running server, with the token that only this user can read. Throws `CommandFailed`
 * with the server's own words if it refuses, or if it does not answer.
 */
export async function askServer(
  server: Server | undefined,
  { method, path, body }: Asked,
): Promise<ServerAnswer> {
  if (!server?.address)
    throw new CommandFailed("Another process is using DATA_DIR and doesn't answer. Stop it first.");
  const payload = body === undefined ? undefined : JSON.stringify(body);
  const { status, content } = await send(reachable(server.address), server.token, {
    method,
    path,
    payload,
  }).catch((error: unknown) => {
    throw new CommandFailed(`The server at ${server.address} doesn't answer (${reasonOf(error)}).`);
  });
  const answer = content === "" ? undefined : (JSON.parse(content) as unknown);
  if (status >= 400) throw new CommandFailed(...refusalLines(answer, status));
  return { body: answer };
}

type Sent = { readonly method: string; readonly path: string; readonly payload: string | undefined };

async function send(base: URL, token: string, { method, path, payload }: Sent) {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; content: string }>();
  const headers = {
    authorization: `Bearer ${token}`,
    // The platform's own host name, whatever address the server listens on.
    host: "localhost",
    ...(payload !== undefined && { "content-type": "application/json" }),
  };
  const sent = request(new URL(path, base), { method, headers, timeout: PATIENCE }, (answer) => {
    text(answer).then((content) => resolve({ status: answer.statusCode ?? 500, content }), reject);
  });
  sent.on("timeout", () => sent.destroy(new Error("it took too long")));
  sent.on("error", reject);
  sent.end(payload);
  return promise;
}

/** Replaces a wildcard address, which a server can listen on but nobody can connect to. */
function reachable(address: string): URL {
  const url = new URL(address);
  if (url.hostname === "0.0.0.0") url.hostname = "127.0.0.1";
  if (url.hostname === "[::]") url.hostname = "[::1]";
  return url;
}

function refusalLines(answer: unknown, status: number): readonly string[] {
  const { error } = (answer ?? {}) as { error?: { message: string; details?: Record<string, unknown> } };
  return error ? describeRefusal(error.message, error.details) : [`The server answered ${status}.`];
}
