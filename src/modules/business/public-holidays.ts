import { execFile } from "node:child_process";
import { getCompileCacheDir } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

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
 * The public holidays of a place, by date. Worked out in a process of its own, which ends with its answer:
 * the library would keep this one's thread busy and stay in its memory.
 */
export function findPublicHolidays(question: HolidayQuestion): Promise<KnownHolidays> {
  const { country, region, fromYear, toYear } = question;
  const key = JSON.stringify([country, region, fromYear, toYear]);
  const known = answers.get(key);
  if (known) return known;
  const asked = workOut(question);
  answers.set(key, asked);
  asked.catch(() => answers.delete(key));
  const [oldest] = answers.keys();
  if (oldest !== undefined && answers.size > KEPT) answers.delete(oldest);
  return asked;
}

async function workOut(question: HolidayQuestion): Promise<KnownHolidays> {
  const { stdout } = await run(process.execPath, [SCRIPT, JSON.stringify(question)], {
    // Nothing of this process's settings and secrets; only where compiled code is kept, a third of the work.
    env: { NODE_COMPILE_CACHE: compileCache() },
    timeout: GIVEN_UP_AFTER,
    maxBuffer: LONGEST_ANSWER,
  });
  return JSON.parse(stdout) as KnownHolidays;
}

/** Node names a folder for its version inside the one that it was given. */
function compileCache(): string | undefined {
  const own = getCompileCacheDir();
  return own === undefined ? undefined : dirname(own);
}

const run = promisify(execFile);
const SCRIPT = fileURLToPath(new URL("holidays-process.ts", import.meta.url));
const GIVEN_UP_AFTER = 30_000;
const LONGEST_ANSWER = 4 * 1024 * 1024;
