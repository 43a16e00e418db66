import { writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";

import { describe, expect, it, onTestFinished } from "vitest";

import { temporaryFolder } from "#test/temp-folder.ts";

import { drive } from "./client.ts";
import { ServerProcess, stopServers } from "./server-process.ts";

/** A script that reports ready and does this when it is asked. */
function aServer(whenAsked: string): Promise<ServerProcess> {
  const folder = temporaryFolder();
  const script = join(folder, "server.mjs");
  writeFileSync(script, `process.on("message", () => { ${whenAsked} }); process.send({ port: 1 });`);
  onTestFinished(stopServers);
  return ServerProcess.start(script, folder);
}

describe("a measured server", () => {
  it("answers a query, and stops", async () => {
    const server = await aServer("process.send({ cpu: 7 })");
    expect(await server.usage()).toEqual({ cpu: 7 });
    await server.stop();
    await server.stop();
  });

  it("is not waited for if it exits instead of answering, or has exited", async () => {
    const server = await aServer("process.exit(3)");
    await expect(server.usage()).rejects.toThrow("ended (3)");
    await expect(server.usage()).rejects.toThrow("ended (3)");
    await server.stop();
  });

  it("is reported as not started if it exits at once", async () => {
    const folder = temporaryFolder();
    const script = join(folder, "server.mjs");
    writeFileSync(script, "process.exit(4)");
    await expect(ServerProcess.start(script, folder)).rejects.toThrow("ended (4)");
  });
});

describe("the requests of a measurement", () => {
  it.each([
    ["ends the connection", (socket: Socket) => socket.end(), "closed the connection"],
    ["resets it", (socket: Socket) => socket.resetAndDestroy(), "ECONNRESET"],
    ["answers something else", (socket: Socket) => socket.write(answer(503)), "Answered 503 instead of 200"],
    [
      "answers without a length",
      (socket: Socket) => socket.write("HTTP/1.1 200 OK\r\n\r\n"),
      "without its length",
    ],
  ])("fail when the server %s", async (_, respond, message) => {
    const port = await listen((socket) => socket.once("data", () => respond(socket)));
    await expect(drive({ port, requests: 2, connections: 1, next: aRequest, status: 200 })).rejects.toThrow(
      message,
    );
  });

  it.each([undefined, 1])("report how long each answer took, polled every %s ms", async (lookEvery) => {
    const port = await listen((socket) => socket.on("data", () => socket.write(answer(200))));
    const waits: number[] = [];
    const answered = (took: number): void => void waits.push(took);
    const how = { connections: 1, answered, ...(lookEvery && { lookEvery }) };
    await drive({ port, requests: 3, next: aRequest, status: 200, ...how });
    expect(waits).toHaveLength(3);
    const sent = drive({ port, requests: 3, next: aRequest, status: 201, ...how });
    await expect(sent).rejects.toThrow("Answered 200");
  });
});

const aRequest = (): string => "GET / HTTP/1.1\r\n\r\n";

function answer(status: number): string {
  return `HTTP/1.1 ${status} Whatever\r\ncontent-length: 0\r\n\r\n`;
}

async function listen(serve: (socket: Socket) => void): Promise<number> {
  const server: Server = createServer((socket) => {
    socket.on("error", () => {});
    serve(socket);
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as { port: number }).port;
}
