import { Counter, Gauge, Histogram, Registry } from "prom-client";

import { conversationMetrics } from "./conversation-metrics.ts";
import { observeEventLoop } from "./event-loop.ts";
import { operationMetrics } from "./operation-metrics.ts";
import { requestTimings } from "./request-timings.ts";

/** The process's metrics, for `/metrics`. Labels have few values: never a tenant or a path. */
export type Metrics = ReturnType<typeof createMetrics>;

const PREFIX = "frontdesk_";

/** Creates a registry for each process (and each test): nothing is shared through the library's global one. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const eventLoop = observeEventLoop(registry, `${PREFIX}event_loop_delay_seconds`);
  return {
    ...operationMetrics(registry, PREFIX),
    ...conversationMetrics(registry, PREFIX),
    requests: requestTimings(registry, `${PREFIX}http_request_seconds`),
    bookings: new Counter<string>({
      name: `${PREFIX}bookings_total`,
      help: "Attempts to book, by where they came from and what became of them.",
      labelNames: ["source", "outcome"],
      registers,
    }),
    rateLimited: new Counter({
      name: `${PREFIX}rate_limited_total`,
      help: "Requests refused by a rate limit.",
      labelNames: ["limit"],
      registers,
    }),
    jobAttempts: new Counter({
      name: `${PREFIX}job_attempts_total`,
      help: "Runs of scheduled jobs and of outbox messages.",
      labelNames: ["kind", "outcome"],
      registers,
    }),
    messages: new Counter<string>({
      name: `${PREFIX}messages_total`,
      help: "Attempts to send a message, by the state in which they left it.",
      labelNames: ["channel", "state"],
      registers,
    }),
    waitlist: new Counter<string>({
      name: `${PREFIX}waitlist_total`,
      help: "What happened on waitlists: joined, offered, accepted, declined, expired, gone, and so on.",
      labelNames: ["outcome"],
      registers,
    }),
    tenantOpenSeconds: new Histogram({
      name: `${PREFIX}tenant_open_seconds`,
      help: "Time to open a tenant's file that was not open.",
      buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1, 5],
      registers,
    }),
    sqliteCommitSeconds: new Histogram({
      name: `${PREFIX}sqlite_commit_seconds`,
      help: "Time of a commit on a tenant's file, until the disk has it.",
      buckets: [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1],
      registers,
    }),
    /** Sets the functions that count, on each scrape, tenants with due work and messages that need a person. */
    watchWork: (count: {
      readonly due: () => Promise<number>;
      readonly undelivered: () => Promise<number>;
    }) => {
      const due: Gauge = new Gauge({
        name: `${PREFIX}jobs_due`,
        help: "Tenants with work that is due.",
        registers,
        collect: async () => due.set(await known(count.due())),
      });
      const letters: Gauge = new Gauge({
        name: `${PREFIX}dead_letters`,
        help: "Messages that wait for a person: refused, given up, or perhaps sent.",
        registers,
        collect: async () => letters.set(await known(count.undelivered())),
      });
    },
    /** All metrics in Prometheus's text format. */
    render: () => registry.metrics(),
    contentType: registry.contentType,
    close: () => eventLoop.close(),
  };
}

/** NaN for a figure that cannot be read, so that the others are still reported. */
function known(figure: Promise<number>): Promise<number> {
  return figure.catch(() => Number.NaN);
}
