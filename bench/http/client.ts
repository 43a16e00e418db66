import { connect } from "node:net";

import { AnswerReader } from "./answer-reader.ts";

/** Makes the text of the next request. */
export type NextRequest = () => string;

export type Drive = {
  readonly port: number;
  readonly requests: number;
  readonly next: NextRequest;
  /** Every answer must have it, or nothing is measured. */
  readonly status: number;
  readonly connections?: number;
};

const CONNECTIONS = 16;

/**
 * Sends so many requests over a few connections that stay open, on each the next as soon as the last was
 * answered. Each connection comes from a loopback address of its own that was never used before, so that
 * limits by address count but do not refuse. Answers how long it took, in seconds.
 */
export async function drive({
  port,
  requests,
  next,
  status,
  connections = CONNECTIONS,
}: Drive): Promise<number> {
  let left = requests;
  const started = performance.now();
  const all = Array.from({ length: Math.min(connections, requests) }, () =>
    useConnection(port, status, () => ((left -= 1) < 0 ? undefined : next())),
  );
  await Promise.all(all);
  return (performance.now() - started) / 1000;
}

function useConnection(port: number, status: number, next: () => string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", localAddress: freshAddress(), noDelay: true });
    const sendNext = (): void => {
      const request = next();
      if (request === undefined) socket.end(resolve);
      else socket.write(request, "latin1");
    };
    const reader = new AnswerReader((answered) => {
      if (answered === status) return sendNext();
      socket.destroy(new Error(`Answered ${answered} instead of ${status}.`));
    });
    socket.on("connect", sendNext);
    socket.on("data", (chunk: Buffer) => reader.read(chunk));
    socket.on("error", reject);
  });
}

let addresses = 256;

/** 127.0.1.0 and on: sixteen million addresses are this machine's. */
function freshAddress(): string {
  addresses += 1;
  return `127.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
}
