/** A place in our code or a library's: where an error went through. */
export type Frame = {
  readonly function: string;
  /** Beneath the project's folder, or Node's own name of it. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
};

/** A failure that is our own fault. Without its message: those quote what people wrote. */
export type ErrorReport = {
  readonly type: string;
  /** Such as `SQLITE_FULL`. */
  readonly code: string | undefined;
  /** Innermost first. */
  readonly frames: readonly Frame[];
  /** What the error was caused by, outermost first. */
  readonly causes: readonly Pick<ErrorReport, "type" | "code" | "frames">[];
  /** What we were doing, in words of ours. */
  readonly what: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Milliseconds since 1970 by the machine's clock. */
  readonly at: number;
};

/** Where errors are gathered for those who repair them. */
export type ErrorReports = {
  /** Takes it at once and sends it some time; never throws. */
  readonly report: (report: ErrorReport) => void;
  /** Waits for what is on its way, for a few seconds at most. */
  readonly close: () => Promise<void>;
};
