/** One figure that was seen. */
export type Finding = {
  readonly part: string;
  readonly what: string;
  readonly figure: number;
  readonly unit: string;
  /** Undefined for what is only shown. */
  readonly limit?: { readonly atMost: number } | { readonly atLeast: number };
  readonly detail?: string;
};

/** What could not be tried, and why: said loudly, never left out. */
export type Skipped = { readonly part: string; readonly what: string; readonly why: string };

/** What a part is given. */
export type Load = {
  /** How long each stretch that is bounded by time may take. */
  readonly seconds: number;
  /** An empty folder of its own; it goes in the end. */
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
