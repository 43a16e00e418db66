/** One thing that must hold. `run` answers with what was seen, or throws what is wrong. */
export type Check = { readonly name: string; readonly run: () => Promise<string> };

/** Runs checks one after the other, also after one has failed, a line each. Answers how many failed. */
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

/** Throws unless it holds. */
export function must(holds: boolean, problem: string): asserts holds {
  if (!holds) throw new Error(problem);
}
