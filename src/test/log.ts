import type { LogFields, Logger } from "#kernel/logger.ts";

/** A log that can be read back: `lines` as `level message`, `entries` with their fields. */
export function aLog(): Logger & { readonly lines: string[]; readonly entries: LogFields[] } {
  const lines: string[] = [];
  const entries: LogFields[] = [];
  const write = (level: string) => (fields: LogFields, message: string) => {
    lines.push(`${level} ${message}`);
    entries.push(fields);
  };
  return { lines, entries, info: write("info"), warn: write("warn"), error: write("error") };
}
