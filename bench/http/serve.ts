import type { Server } from "node:http";

/** What a measured server says of itself when it is asked. */
export type Usage = {
  /** Processor time of the whole process so far, in microseconds. */
  readonly cpu: number;
  /** Resident memory, in bytes. */
  readonly memory: number;
  /** More that this server counts. */
  readonly counts: Readonly<Record<string, number>>;
};

export type Ready = { readonly port: number };

/** What the parent process asks for; `settled` collects garbage first, so that memory is what is kept. */
export type Question = "now" | "settled";

/** Tells the parent process the port, then its usage whenever it asks, until the parent is gone. */
export function serve(
  server: Server,
  close: () => Promise<unknown>,
  counts: () => Record<string, number> = () => ({}),
): void {
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server does not listen.");
  process.on("message", (question: Question) => {
    // What is kept, and not how much room the last requests have left behind.
    if (question === "settled") globalThis.gc?.({ type: "major", execution: "sync", flavor: "last-resort" });
    const { user, system } = process.cpuUsage();
    const usage: Usage = { cpu: user + system, memory: process.memoryUsage.rss(), counts: counts() };
    process.send?.(usage);
  });
  process.once("disconnect", () => {
    void close().finally(() => process.exit());
  });
  const ready: Ready = { port: address.port };
  process.send?.(ready);
}
