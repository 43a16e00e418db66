import { execFile } from "node:child_process";
import { getCompileCacheDir } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** Both years included. */
export type HolidayQuestion = {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** A state or province (`NY`), or a part of one (`LA-NO`); null for national holidays only. */
  readonly region: string | null;
  readonly fromYear: number;
  readonly toYear: number;
};

/** A full-day public holiday of the place. */
export type PublicHoliday = {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** The local name. */
  readonly name: string;
  readonly englishName: string;
  /** All its names; a substitute day has the names of its original too. */
  readonly names: readonly string[];
};

export type KnownHolidays =
  | { readonly outcome: "known"; readonly days: readonly PublicHoliday[] }
  | { readonly outcome: "unknown_country" }
  | { readonly outcome: "unknown_region"; readonly known: readonly string[] };

/** Cached answers: each is a few kilobytes, and all businesses of a place share one. */
const KEPT = 32;
const answers = new Map<string, Promise<KnownHolidays>>();

/**
 * The public holidays of a place, by date. Computed in a child process that exits afterwards: the library
 * would block this process's thread and stay in its memory.
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
    // None of this process's settings and secrets; only the compile cache, which saves a third of the work.
    env: { NODE_COMPILE_CACHE: compileCache() },
    timeout: GIVEN_UP_AFTER,
    maxBuffer: LONGEST_ANSWER,
  });
  return JSON.parse(stdout) as KnownHolidays;
}

/** Node creates a folder for its version inside the given one. */
function compileCache(): string | undefined {
  const own = getCompileCacheDir();
  return own === undefined ? undefined : dirname(own);
}

const run = promisify(execFile);
const SCRIPT = fileURLToPath(new URL("holidays-process.ts", import.meta.url));
const GIVEN_UP_AFTER = 30_000;
const LONGEST_ANSWER = 4 * 1024 * 1024;
