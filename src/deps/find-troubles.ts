import { access, constants } from "node:fs/promises";

const PATIENCE = 2_000;

/** Problems that an operator should fix before requests are sent here. */
export async function findTroubles(control: { readonly ping: () => Promise<void> }, dataDir: string) {
  const checks: readonly (readonly [string, Promise<unknown>])[] = [
    ["the control database does not answer", within(PATIENCE, control.ping())],
    ["DATA_DIR cannot be written to", access(dataDir, constants.W_OK)],
  ];
  const results = await Promise.allSettled(checks.map(([, check]) => check));
  return checks.filter((_check, i) => results[i]?.status === "rejected").map(([trouble]) => trouble);
}

function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("It took too long.")), milliseconds);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}
