import type { TenantDb } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";

export type KeptAnswers<Answer> = {
  readonly find: (file: TenantDb, key: string) => Answer | undefined;
  /**
   * Whether something is worth keeping: there is room, or what would go for it was made some time ago. Where more is
   * asked again and again than there is room for, each answer would push out one that is asked for next.
   */
  readonly hasRoom: (now: Instant) => boolean;
  /** Puts an answer in the place of the one before it. */
  readonly keep: (file: TenantDb, key: string, answer: Answer) => void;
};

export type KeepLimits = {
  /** For each open file: a page asks for a handful of weeks and services. */
  readonly answersEach: number;
  /** For all files of the process together, however many are open. */
  readonly bytes: number;
  /** How long an answer stays before it gives way to another file's, in milliseconds. */
  readonly stays: number;
};

/** An answer is far smaller than the tenth that is left. */
const FULL = 0.9;

/** Keeps the answers of many files; those that were made longest ago go first. */
export function keepAnswers<Answer extends { readonly body: Buffer; readonly madeAt: Instant }>(
  limits: KeepLimits,
): KeptAnswers<Answer> {
  const files = new WeakMap<TenantDb, Map<string, Answer>>();
  /** Every answer, in the order in which they were made, with a way to forget it. */
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
      // A clock may have been set back.
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
