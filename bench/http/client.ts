import { connect } from "node:net";

import { AnswerReader } from "./answer-reader.ts";

/** Creates the text of the next request. */
export type NextRequest = () => string;

export type Drive = {
  readonly port: number;
  readonly requests: number;
  readonly next: NextRequest;
  /** The status that every response must have; otherwise the measurement fails. */
  readonly status: number;
  readonly connections?: number;
  /**
   * Milliseconds between two looks at what has arrived. Otherwise each response that finds this process
   * asleep wakes it, and the kernel charges the wake-up to the server: a tenth of a small response's cost,
   * which a server that answers faster than it is asked never pays.
   */
  readonly lookEvery?: number;
  /** Called with the duration of each request, in milliseconds. */
  readonly answered?: (took: number) => void;
};

const CONNECTIONS = 16;

/**
 * Sends this many requests over a few keep-alive connections, on each the next as soon as the last was
 * answered. Each connection comes from its own, previously unused loopback address, so that limits by address
 * count but do not refuse. Returns the duration in seconds.
 */
export async function drive(driven: Drive): Promise<number> {
  const { requests, next, connections = CONNECTIONS, lookEvery } = driven;
  let left = requests;
  const stopLooking = lookEvery === undefined ? undefined : lookNowAndThen(lookEvery);
  const started = performance.now();
  const all = Array.from({ length: Math.min(connections, requests) }, () =>
    useConnection(driven, () => ((left -= 1) < 0 ? undefined : next())),
  );
  await Promise.all(all).finally(stopLooking);
  return (performance.now() - started) / 1000;
}

/** Lets this process sleep so that only time wakes it, and look at its connections in between. */
function lookNowAndThen(milliseconds: number): () => void {
  let isOver = false;
  const look = (): void => {
    if (isOver) return;
    Atomics.wait(NOBODY_WAKES, 0, 0, milliseconds);
    setImmediate(look);
  };
  look();
  return () => (isOver = true);
}

const NOBODY_WAKES = new Int32Array(new SharedArrayBuffer(4));

function useConnection({ port, status, answered }: Drive, next: () => string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", localAddress: freshAddress(), noDelay: true });
    let sentAt = 0;
    const sendNext = (): void => {
      const request = next();
      sentAt = performance.now();
      if (request === undefined) socket.end(resolve);
      else socket.write(request, "latin1");
    };
    const reader = new AnswerReader((found) => {
      if (found !== status) return void socket.destroy(new Error(`Answered ${found} instead of ${status}.`));
      answered?.(performance.now() - sentAt);
      sendNext();
    });
    socket.on("connect", sendNext);
    socket.on("data", (chunk: Buffer) => {
      try {
        reader.read(chunk);
      } catch (error) {
        socket.destroy(error as Error);
      }
    });
    socket.on("error", reject);
    // Also without an error, if the server closes a connection that waits for a response.
    socket.on("close", () => reject(new Error("The server closed the connection.")));
  });
}

let addresses = 256;

/** From 127.0.1.0 on: sixteen million addresses belong to this machine. */
function freshAddress(): string {
  addresses += 1;
  return `127.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
}
