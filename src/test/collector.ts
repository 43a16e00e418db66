import { createServer } from "node:http";
import { text } from "node:stream/consumers";

/** A request that the collector received. */
export type Received = {
  readonly path: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
};

/** Stands in for a collector of errors or spans: accepts everything, on loopback. */
export async function startCollector(status = 200) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ path: request.url ?? "", headers: request.headers, body });
      response.writeHead(status, { "retry-after": "60" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  const host = `127.0.0.1:${typeof bound === "object" && bound !== null ? bound.port : 0}`;
  return {
    host,
    received,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
