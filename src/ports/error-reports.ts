/** A stack frame, in our code or a library's. */
export type Frame = {
  readonly function: string;
  /** Relative to the project's folder, or Node's own name for it. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
};

/** A failure that is our own fault. Without its message, since messages quote what people wrote. */
export type ErrorReport = {
  readonly type: string;
  /** Such as `SQLITE_FULL`. */
  readonly code: string | undefined;
  /** Innermost first. */
  readonly frames: readonly Frame[];
  /** The chain of causes, outermost first. */
  readonly causes: readonly Pick<ErrorReport, "type" | "code" | "frames">[];
  /** What we were doing, in fixed words of ours. */
  readonly what: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Milliseconds since 1970, by the machine's clock. */
  readonly at: number;
};

/** Where errors are collected for developers. */
export type ErrorReports = {
  /** Queues it to be sent later; never throws. */
  readonly report: (report: ErrorReport) => void;
  /** Waits for reports in flight, for a few seconds at most. */
  readonly close: () => Promise<void>;
};
