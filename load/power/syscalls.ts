/** One successful system call of a process, at the time strace saw it return. */
export type Syscall = {
  readonly name: string;
  /** The path of the first argument's file descriptor; empty without one. */
  readonly path: string;
  /** All string arguments. */
  readonly texts: readonly Buffer[];
  /** The numbers after the last string (or after the descriptor), such as length and offset. */
  readonly numbers: readonly number[];
  readonly result: number;
};

const UNFINISHED = " <unfinished ...>";

/**
 * Parses the output of `strace -f -y -xx`, line by line. Calls of several threads overlap; each counts from
 * its return, so that nothing is taken for done too early.
 */
export function syscallReader(): (line: string) => Syscall | undefined {
  const begun = new Map<string, string>();
  return (line) => {
    const [, thread = "", rest = ""] = /^(\d+)\s+(.*)$/s.exec(line) ?? [];
    if (rest.endsWith(UNFINISHED)) {
      begun.set(thread, rest.slice(0, -UNFINISHED.length));
      return undefined;
    }
    const resumed = /^<\.\.\. \w+ resumed>/.exec(rest)?.[0];
    if (resumed === undefined) return parse(rest);
    return parse((begun.get(thread) ?? "") + rest.slice(resumed.length));
  };
}

function parse(text: string): Syscall | undefined {
  const [head = "", name = ""] = /^(\w+)\(/.exec(text) ?? [];
  const end = text.lastIndexOf(") ");
  const result = Number(/=\s+(-?\d+)/.exec(text.slice(end))?.[1] ?? "-1");
  if (head === "" || end < 0 || result < 0) return undefined;
  const args = text.slice(head.length, end);
  const [descriptor = "", named = ""] = /^-?\w+<([^>]*)>/.exec(args) ?? [];
  const quoted = [...args.matchAll(/"([^"]*)"(\.\.\.)?/g)];
  if (quoted.some(([, , cut]) => cut !== undefined)) throw new Error(`strace cut a text of ${name} short.`);
  const last = quoted.at(-1);
  const after = last ? last.index + last[0].length : descriptor.length;
  return {
    name,
    path: bytesOf(named).toString(),
    texts: quoted.map(([, inside = ""]) => bytesOf(inside)),
    numbers: [...args.slice(after).matchAll(/-?\d+/g)].map(([number]) => Number(number)),
    result,
  };
}

/** `\x2f\x61`, strace's notation of strings, or plain text. */
function bytesOf(text: string): Buffer {
  return text.startsWith("\\x") ? Buffer.from(text.replaceAll("\\x", ""), "hex") : Buffer.from(text);
}
