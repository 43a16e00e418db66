import { Agent, request } from "node:http";

/** A server's response; `status` is 0 if the connection broke first. */
export type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  readonly body: any;
};

export type Said = {
  readonly body?: unknown;
  /** Sent as a bearer token. */
  readonly key?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
};

/** `ask("POST", "/t/luna/v1/public/holds", { body })`. */
export type Client = (method: string, path: string, said?: Said) => Promise<Reply>;

/** An HTTP client over keep-alive connections, as programs use. */
export function clientOf(address: string): Client & { readonly close: () => void } {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const ask: Client = (method, path, { body, key, headers } = {}) =>
    new Promise((resolve) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const sent = request(
        address + path,
        {
          method,
          agent,
          headers: {
            ...(text !== undefined && { "content-type": "application/json" }),
            ...(key !== undefined && { authorization: `Bearer ${key}` }),
            ...headers,
          },
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on("data", (part: Buffer) => void parts.push(part));
          // A truncated response proves nothing.
          answer.on("error", () => resolve(BROKEN));
          answer.on("end", () =>
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              body: readJson(Buffer.concat(parts).toString()),
            }),
          );
        },
      );
      sent.on("error", () => resolve(BROKEN));
      sent.end(text);
    });
  return Object.assign(ask, { close: () => agent.destroy() });
}

const BROKEN: Reply = { status: 0, headers: {}, body: undefined };

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
