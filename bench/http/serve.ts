import type { Server } from "node:http";

/** What a measured server reports about itself. */
export type Usage = {
  /** CPU time of the whole process so far, in microseconds. */
  readonly cpu: number;
  /** Resident memory, in bytes. */
  readonly memory: number;
  /** Further counts of this server. */
  readonly counts: Readonly<Record<string, number>>;
};

export type Ready = { readonly port: number };

/** What the parent process asks for; `settled` collects garbage first, so that memory is what is retained. */
export type Question = "now" | "settled";

/** Reports the port to the parent process, then the usage whenever it asks, until the parent is gone. */
export function serve(
  server: Server,
  close: () => Promise<unknown>,
  counts: () => Record<string, number> = () => ({}),
): void {
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server does not listen.");
  process.on("message", (question: Question) => {
    // What is retained, not what the last requests have left behind.
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
