/** One measured figure. */
export type Finding = {
  readonly part: string;
  readonly what: string;
  readonly figure: number;
  readonly unit: string;
  /** Undefined if the figure is only informative. */
  readonly limit?: { readonly atMost: number } | { readonly atLeast: number };
  readonly detail?: string;
};

/** What could not be tried, and why: reported prominently, never omitted. */
export type Skipped = { readonly part: string; readonly what: string; readonly why: string };

/** The environment of a part. */
export type Load = {
  /** The duration of each time-bounded stretch. */
  readonly seconds: number;
  /** Creates an empty folder, which is deleted at the end. */
  readonly folder: (name: string) => string;
  readonly skip: (skipped: Skipped) => void;
  readonly say: (line: string) => void;
};

export type Part = {
  readonly id: string;
  readonly title: string;
  readonly run: (load: Load) => Promise<readonly Finding[]>;
};

export function keeps({ figure, limit }: Finding): boolean {
  if (!limit) return true;
  return "atMost" in limit ? figure <= limit.atMost : figure >= limit.atLeast;
}
