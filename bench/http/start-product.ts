import { KEY } from "./requests.ts";
import { ServerProcess } from "./server-process.ts";

/** Starts the product on a folder, at the bench's time, with salons in it. */
export function startProduct(
  folder: string,
  settings: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  return ServerProcess.start("product-server.ts", folder, {
    DATA_DIR: folder,
    PORT: "0",
    HOST: "127.0.0.1",
    PUBLIC_BASE_URL: "http://localhost",
    CLOCK: "2026-03-02T13:00:00Z",
    BENCH_KEY: KEY,
    ...settings,
  });
}
