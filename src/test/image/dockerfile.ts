/** One instruction of a Dockerfile: `{ name: "COPY", rest: "--chown=node:node bin ./bin" }`. */
export type Instruction = { readonly name: string; readonly rest: string };

/** The instructions in order, in the forms that ours uses: one per line, with commands in JSON form. */
export function parseDockerfile(text: string): Instruction[] {
  return text
    .replaceAll(/\\\n/g, " ")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .map((line) => {
      const [, name = "", rest = ""] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
      return { name, rest: rest.trim() };
    });
}

/** `--from=build --chown=a:b x y ./z` → its options, sources and destination. */
export function parseCopy(rest: string) {
  const words = rest.split(/\s+/);
  const paths = words.filter((word) => !word.startsWith("--"));
  const from = words.find((word) => word.startsWith("--from="))?.slice("--from=".length);
  const owner = words.find((word) => word.startsWith("--chown="))?.slice("--chown=".length) ?? "root:root";
  return { from, owner, sources: paths.slice(0, -1), destination: paths.at(-1) ?? "" };
}

/** A command in JSON form, such as `["node", "src/main.ts"]`, after any options. */
export function parseCommand(rest: string): string[] {
  return JSON.parse(rest.slice(rest.indexOf("["))) as string[];
}

/**
 * Whether a path is left out of the build, for an ignore file that excludes everything, then lists what is
 * included and exceptions to that.
 */
export function ignoring(list: string): (path: string) => boolean {
  const lines = list.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const named = lines.filter((line) => line.startsWith("!")).map((line) => line.slice(1));
  const left = lines.filter((line) => !line.startsWith("!") && line !== "*");
  const within = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);
  return (path) =>
    !named.some((name) => within(path, name)) ||
    left.some((name) =>
      name.startsWith("**/*") ? path.endsWith(name.slice("**/*".length)) : within(path, name),
    );
}
