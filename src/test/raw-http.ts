import { connect } from "node:net";
import type { FastifyInstance } from "fastify";

/** A response as it came over the wire. */
export type RawAnswer = { readonly status: number; readonly head: string; readonly body: string };

/** Makes an app listen on a free local port until it is closed. */
export async function listen(app: FastifyInstance): Promise<number> {
  await app.listen({ port: 0, host: "127.0.0.1" });
  const address = app.server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  return address.port;
}

/** Milliseconds after which nothing more will come, even from a machine that is busy with other tests. */
const SILENCE = 30_000;

/**
 * Sends exactly these bytes and reads until the server closes the connection or is silent. `later` is sent
 * once it resolves; `asked` resolves when the server sends 100 Continue, for a request head with `Expect:
 * 100-continue`.
 */
export async function sendRaw(
  port: number,
  bytes: string | Buffer,
  later?: (write: (more: string) => void, asked: Promise<void>) => Promise<void>,
): Promise<RawAnswer> {
  const text = await new Promise<string>((resolve, reject) => {
    let received = "";
    const asked = Promise.withResolvers<void>();
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(bytes);
      later?.((more) => void socket.write(more), asked.promise).catch(reject);
    });
    socket.setTimeout(SILENCE, () => socket.destroy());
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
      if (received.startsWith(GO_ON)) {
        received = received.slice(GO_ON.length);
        asked.resolve();
      }
      if (isWhole(received)) socket.destroy();
    });
    socket.on("close", () => resolve(received));
    // A server that refuses a request may close while we are still sending.
    socket.on("error", (error) => (received === "" ? reject(error) : resolve(received)));
  });
  const [head = "", body = ""] = text.split("\r\n\r\n", 2);
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, body };
}

const GO_ON = "HTTP/1.1 100 Continue\r\n\r\n";

function isWhole(text: string): boolean {
  const end = text.indexOf("\r\n\r\n");
  const length = /^content-length: (\d+)$/im.exec(text.slice(0, Math.max(end, 0)))?.[1];
  return end >= 0 && length !== undefined && text.length >= end + 4 + Number(length);
}
