import type { TenantDb } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";

export type KeptAnswers<Answer> = {
  readonly find: (file: TenantDb, key: string) => Answer | undefined;
  /**
   * Whether there is room for another answer, counting those old enough to be evicted. If more is asked again
   * and again than fits, evicting young answers would only throw out the ones asked for next.
   */
  readonly hasRoom: (now: Instant) => boolean;
  /** Stores an answer, replacing the previous one with this key. */
  readonly keep: (file: TenantDb, key: string, answer: Answer) => void;
};

export type KeepLimits = {
  /** Answers per open file: a page asks for a handful of weeks and services. */
  readonly answersEach: number;
  /** Across all files of the process. */
  readonly bytes: number;
  /** How long an answer is safe from eviction in favour of another file's, in milliseconds. */
  readonly stays: number;
};

/** The fraction of `bytes` at which the cache counts as full: an answer is far smaller than the rest. */
const FULL = 0.9;

/** A cache of the answers of many files. The oldest are evicted first. */
export function keepAnswers<Answer extends { readonly body: Buffer; readonly madeAt: Instant }>(
  limits: KeepLimits,
): KeptAnswers<Answer> {
  const files = new WeakMap<TenantDb, Map<string, Answer>>();
  /** Every answer, oldest first, with a function that removes it from its file. */
  const all = new Map<Answer, () => void>();
  let bytes = 0;

  function add(answers: Map<string, Answer>, key: string, answer: Answer): void {
    const size = answer.body.length;
    answers.set(key, answer);
    bytes += size;
    all.set(answer, () => {
      answers.delete(key);
      bytes -= size;
      all.delete(answer);
    });
  }

  return {
    find: (file, key) => files.get(file)?.get(key),
    hasRoom: (now) => {
      const [oldest] = all.keys();
      if (oldest === undefined || bytes < FULL * limits.bytes) return true;
      // The clock may have been set back.
      return oldest.madeAt > now || now - oldest.madeAt >= limits.stays;
    },
    keep: (file, key, answer) => {
      const answers = files.get(file) ?? new Map<string, Answer>();
      files.set(file, answers);
      const before = answers.get(key);
      if (before) all.get(before)?.();
      add(answers, key, answer);
      const [oldest] = answers.values();
      if (oldest && answers.size > limits.answersEach) all.get(oldest)?.();
      for (const forget of all.values()) {
        if (bytes <= limits.bytes) break;
        forget();
      }
    },
  };
}
