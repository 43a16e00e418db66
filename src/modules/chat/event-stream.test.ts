import { once } from "node:events";
import { createServer, get, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { FastifyReply } from "fastify";
import { describe, expect, onTestFinished, test } from "vitest";

import { readEvents } from "#test/chat-desk.ts";

import type { TurnEvent } from "./engine.ts";
import { EventStream } from "./event-stream.ts";
import { apiFrame, joined } from "./frames.ts";
import { OpenStreams } from "./open-streams.ts";

/** A response and its reader. */
async function aConnection(): Promise<{ response: ServerResponse; reader: IncomingMessage }> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const asked = get({ port });
  asked.on("error", () => {});
  const [, response] = (await once(server, "request")) as [unknown, ServerResponse];
  response.writeHead(200);
  response.write("begin\n\n");
  const [reader] = (await once(asked, "response")) as [IncomingMessage];
  onTestFinished(() => {
    asked.destroy();
    server.close();
  });
  return { response, reader };
}

const delta = (n: number, text = `${n}`): TurnEvent => ({ id: `1.${n}`, event: { event: "delta", text } });
const done = (n: number): TurnEvent => ({ id: `1.${n}`, event: { event: "done", state: "idle" } });

async function* these(...events: readonly TurnEvent[]) {
  for (const event of events) yield await Promise.resolve(event);
}

async function readAll(reader: IncomingMessage) {
  let text = "";
  for await (const chunk of reader) text += String(chunk);
  return readEvents(text);
}

describe("events on a stream", () => {
  test("arrive in order, one source after the other, with text merged under its last id", async () => {
    const { response, reader } = await aConnection();
    const stream = new EventStream(response, apiFrame);
    stream.send(these(delta(1), delta(2), delta(3), done(4)));
    stream.send(these({ ...done(1), id: "2.1" }));
    stream.endWhenIdle();
    const events = await readAll(reader);
    expect(events.map(({ id, event }) => [id, event])).toEqual([
      ["1.1", "delta"],
      ["1.3", "delta"],
      ["1.4", "done"],
      ["2.1", "done"],
    ]);
    expect(events[1]?.data).toEqual({ text: "23" });
  });

  test("wait for a slow reader, and then all arrive", async () => {
    const { response, reader } = await aConnection();
    reader.pause();
    const stream = new EventStream(response, apiFrame);
    const big = "x".repeat(1024 * 1024);
    let pulled = 0;
    async function* many() {
      for (let n = 1; n <= 40; n += 1) {
        pulled = n;
        yield await Promise.resolve({ id: `1.${n}`, event: { event: "replace", text: big } } as const);
      }
    }
    stream.send(many());
    stream.endWhenIdle();
    await expect.poll(() => response.writableNeedDrain).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const waiting = pulled;
    expect(waiting).toBeLessThan(40);
    reader.resume();
    expect(await readAll(reader)).toHaveLength(40);
  });

  test("are no longer read from the source once the reader has gone", async () => {
    const { response, reader } = await aConnection();
    const stream = new EventStream(response, apiFrame);
    let pulled = 0;
    async function* endless() {
      for (;;) {
        pulled += 1;
        await new Promise((resolve) => setTimeout(resolve, 1));
        yield delta(pulled);
      }
    }
    stream.send(endless());
    reader.destroy();
    await once(response, "close");
    await new Promise((resolve) => setTimeout(resolve, 10));
    const then = pulled;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(pulled).toBe(then);
  });

  test("are merged if they are adjacent text, and only then", () => {
    expect(joined([])).toEqual([]);
    expect(joined([delta(1, "a"), delta(2, "b"), done(3), delta(4, "c")])).toEqual([
      delta(2, "ab"),
      done(3),
      delta(4, "c"),
    ]);
  });
});

describe("an open stream", () => {
  const replyOn = (raw: ServerResponse) =>
    ({ hijack: () => ({ raw }), getHeaders: () => ({ "x-kept": "yes" }) }) as unknown as FastifyReply;

  async function opened(streams: OpenStreams) {
    const server = createServer((_request, response) => {
      streams.open(replyOn(response), (raw) => new EventStream(raw, apiFrame));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const asked = get({ port });
    asked.on("error", () => {});
    const [reader] = (await once(asked, "response")) as [IncomingMessage];
    let text = "";
    reader.on("data", (chunk) => void (text += String(chunk)));
    onTestFinished(() => {
      asked.destroy();
      server.close();
    });
    return { reader, text: () => text };
  }

  test("gets heartbeats, and the headers of every response", async () => {
    const streams = new OpenStreams(1);
    const { reader, text } = await opened(streams);
    expect(reader.headers).toMatchObject({ "x-kept": "yes", "x-accel-buffering": "no" });
    await expect.poll(text).toMatch(/^retry: 1000\n\n:\n\n:\n\n/);
    expect(streams.size).toBe(1);
    streams.drain();
    await once(reader, "end");
    await expect.poll(() => streams.size).toBe(0);
  });

  test("ends on its own after too long without a message", async () => {
    const streams = new OpenStreams(1, 2);
    const { reader } = await opened(streams);
    await once(reader, "end");
    expect(streams.size).toBe(0);
  });

  test("ends at once if it opens while the process ends", async () => {
    const streams = new OpenStreams();
    streams.drain();
    const { reader } = await opened(streams);
    await once(reader, "end");
    expect(streams.size).toBe(0);
  });
});
