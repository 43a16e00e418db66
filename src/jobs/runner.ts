import type { Logger } from "#kernel/logger.ts";
import type { Metrics } from "#observe/metrics.ts";

/** Recurring work. `run` gets a signal that is aborted when the process starts to shut down. */
export type Job = {
  readonly name: string;
  /** How long after the end of one run the next begins, in milliseconds of the machine's clock. */
  readonly every: number;
  /** Runs at startup too, instead of waiting for the first interval. */
  readonly atStart?: boolean;
  readonly run: (signal: AbortSignal) => Promise<void> | void;
};

export type JobRunner = {
  /** Runs a job now, or waits for the run in progress. For tests and urgent work. Rejects for an unknown name. */
  readonly runNow: (name: string) => Promise<void>;
  /** Starts nothing more and waits for runs in progress. */
  readonly stop: () => Promise<void>;
};

type RunnerDeps = {
  readonly log: Logger;
  readonly metrics: Pick<Metrics, "jobAttempts">;
  /** Runs nothing by timer: for tests. */
  readonly byHand?: boolean;
};

/**
 * Runs each job of the table repeatedly, never two runs of one job at once. A failure is logged and the job
 * runs again. The intervals use the machine's timers; a job that depends on an instant asks the injected clock.
 */
export function startJobs(table: readonly Job[], { log, metrics, byHand = false }: RunnerDeps): JobRunner {
  const ending = new AbortController();
  const running = new Map<string, Promise<void>>();
  const timers = new Map<string, NodeJS.Timeout>();

  const attempt = async (job: Job): Promise<void> => {
    try {
      await job.run(ending.signal);
      metrics.jobAttempts.inc({ kind: job.name, outcome: "done" });
    } catch (error) {
      metrics.jobAttempts.inc({ kind: job.name, outcome: "failed" });
      log.error({ job: job.name, error: error as Error }, "A job failed; it comes round again.");
    }
  };

  const run = (job: Job): Promise<void> => {
    const already = running.get(job.name);
    if (already) return already;
    clearTimeout(timers.get(job.name));
    const attempted = attempt(job).finally(() => {
      running.delete(job.name);
      schedule(job);
    });
    running.set(job.name, attempted);
    return attempted;
  };

  function schedule(job: Job, after = job.every): void {
    if (byHand || ending.signal.aborted) return;
    timers.set(job.name, setTimeout(() => void run(job), after).unref());
  }

  for (const job of table) schedule(job, job.atStart ? 0 : job.every);
  return {
    runNow: (name) => {
      const job = table.find((candidate) => candidate.name === name);
      return job ? run(job) : Promise.reject(new Error(`There is no job ${name}.`));
    },
    stop: async () => {
      ending.abort();
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(running.values());
    },
  };
}
