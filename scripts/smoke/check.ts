/** One check. `run` returns what was seen, or throws what is wrong. */
export type Check = { readonly name: string; readonly run: () => Promise<string> };

/**
 * Runs checks one after the other, even after a failure, and prints a line each. Returns the number of
 * failures.
 */
export async function runChecks(checks: readonly Check[], say: (line: string) => void): Promise<number> {
  let failed = 0;
  for (const { name, run } of checks) {
    const since = performance.now();
    const { ok, seen } = await run().then(
      (seen) => ({ ok: true, seen }),
      (error: unknown) => ({ ok: false, seen: error instanceof Error ? error.message : String(error) }),
    );
    if (!ok) failed++;
    say(
      `${ok ? "ok    " : "FAILED"}  ${name.padEnd(14)} ${seen} (${Math.round(performance.now() - since)} ms)`,
    );
  }
  return failed;
}

/** Throws unless the condition holds. */
export function must(holds: boolean, problem: string): asserts holds {
  if (!holds) throw new Error(problem);
}
