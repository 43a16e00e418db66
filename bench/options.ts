import { parseArgs } from "node:util";

export type Options = {
  /** The goals to measure; empty: all. */
  readonly only: readonly string[];
  /** Where to write the findings as JSON. */
  readonly json: string | undefined;
  readonly quick: boolean;
  /** The delay added to each sync of the disk, in milliseconds; 0 for none. */
  readonly slowerSync: number;
};

/**
 * Parses `--only G2,G5`, `--json FILE`, `--quick`, `--slower-sync MILLISECONDS`; throws for anything else.
 */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string", default: "" },
      json: { type: "string" },
      quick: { type: "boolean", default: false },
      "slower-sync": { type: "string", default: "0" },
    },
  });
  const only = values.only.split(",").filter((id) => id !== "");
  const slowerSync = Number(values["slower-sync"]);
  if (!(slowerSync >= 0 && slowerSync <= 100))
    throw new RangeError(
      `--slower-sync: ${values["slower-sync"]} is not a number of milliseconds up to 100.`,
    );
  return { only: only.map((id) => id.toUpperCase()), json: values.json, quick: values.quick, slowerSync };
}
