import { Worker } from "node:worker_threads";

/** Both years included. */
export type HolidayQuestion = {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** A state or province (`NY`), or a part of one (`LA-NO`); null for what the whole country keeps. */
  readonly region: string | null;
  readonly fromYear: number;
  readonly toYear: number;
};

/** A whole day on which the place rests. */
export type PublicHoliday = {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** As people there call it. */
  readonly name: string;
  readonly englishName: string;
  /** Everything that it is called; a day off in its place has its names too. */
  readonly names: readonly string[];
};

export type KnownHolidays =
  | { readonly outcome: "known"; readonly days: readonly PublicHoliday[] }
  | { readonly outcome: "unknown_country" }
  | { readonly outcome: "unknown_region"; readonly known: readonly string[] };

/** Answers that are kept: one is a few kilobytes, and every business of a place asks the same. */
const KEPT = 32;
const answers = new Map<string, Promise<KnownHolidays>>();

/**
 * The public holidays of a place, by date. Worked out beside the process's own thread, which the library
 * would keep busy, and forgotten there.
 */
export function findPublicHolidays(question: HolidayQuestion): Promise<KnownHolidays> {
  const { country, region, fromYear, toYear } = question;
  const key = JSON.stringify([country, region, fromYear, toYear]);
  const known = answers.get(key);
  if (known) return known;
  const asked = askWorker(question);
  answers.set(key, asked);
  asked.catch(() => answers.delete(key));
  const [oldest] = answers.keys();
  if (oldest !== undefined && answers.size > KEPT) answers.delete(oldest);
  return asked;
}

function askWorker(question: HolidayQuestion): Promise<KnownHolidays> {
  const { promise, resolve, reject } = Promise.withResolvers<KnownHolidays>();
  const worker = new Worker(new URL("holidays-worker.ts", import.meta.url), { workerData: question });
  worker
    .once("message", resolve)
    .once("error", reject)
    .once("exit", () => reject(new Error("The thread for holidays ended without an answer.")));
  return promise;
}
