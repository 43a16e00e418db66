import { parseArgs } from "node:util";

export type Options = {
  /** The parts to run; empty: all. */
  readonly only: readonly string[];
  readonly json: string | undefined;
  readonly seconds: number;
};

/** Parses `--only open-loop,history`, `--json FILE`, `--seconds 60`; throws for anything else. */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string", default: "" },
      json: { type: "string" },
      seconds: { type: "string", default: "20" },
    },
  });
  const seconds = Number(values.seconds);
  if (!(seconds >= 1 && seconds <= 3_600)) throw new Error("--seconds must be from 1 to 3600");
  return { only: values.only.split(",").filter((id) => id !== ""), json: values.json, seconds };
}
