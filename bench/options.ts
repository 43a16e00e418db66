import { parseArgs } from "node:util";

export type Options = {
  /** The goals to measure; all when empty. */
  readonly only: readonly string[];
  /** Where to write the findings as JSON. */
  readonly json: string | undefined;
  readonly quick: boolean;
};

/** Reads `--only G2,G5`, `--json FILE`, `--quick`; throws for anything else. */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string", default: "" },
      json: { type: "string" },
      quick: { type: "boolean", default: false },
    },
  });
  const only = values.only.split(",").filter((id) => id !== "");
  return { only: only.map((id) => id.toUpperCase()), json: values.json, quick: values.quick };
}
