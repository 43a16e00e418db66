import { spawn, spawnSync } from "node:child_process";
import { chownSync, cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

import { ignoring, type Instruction, parseCommand, parseCopy, parseDockerfile } from "./dockerfile.ts";

/** Stands in for the image's `node` user: the machine's unprivileged user. */
export const UNPRIVILEGED = { uid: 65_534, gid: 65_534 } as const;

/** A stage after its last instruction: its own root folder, settings and user. */
export type Stage = {
  readonly root: string;
  readonly env: Record<string, string>;
  folder: string;
  user: string;
  command: readonly string[];
  healthCheck: readonly string[];
};

/**
 * Executes a Dockerfile without containers: each stage has a folder as its root, in which `/app` and `/data`
 * are resolved, and `node` is the user nobody. Packages are linked, unless `install` runs the Dockerfile's
 * own command.
 */
export function buildImage(folder: string, { install }: { readonly install: boolean }): Stage {
  const stages = new Map<string, Stage>();
  const isIgnored = ignoring(readFileSync(".dockerignore", "utf8"));
  let stage: Stage | undefined;
  for (const { name, rest } of parseDockerfile(readFileSync("Dockerfile", "utf8"))) {
    if (name === "FROM") {
      const as = / AS (\w+)$/.exec(rest)?.[1] ?? "last";
      stage = newStage(join(folder, as));
      stages.set(as, stage);
    } else if (stage) follow(stage, { name, rest }, { stages, isIgnored, install });
  }
  if (!stage) throw new Error("The Dockerfile has no stage.");
  return stage;
}

/** Starts a command as the image would, without waiting for it to end. */
export function runIn(stage: Stage, command: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const [program = "", ...args] = command;
  return spawn(program, args, {
    cwd: stage.folder,
    env: { ...environmentOf(stage), ...env },
    stdio: ["ignore", "pipe", "pipe"],
    ...(stage.user === "node" && UNPRIVILEGED),
  });
}

type Context = {
  readonly stages: ReadonlyMap<string, Stage>;
  readonly isIgnored: (path: string) => boolean;
  readonly install: boolean;
};

function newStage(root: string): Stage {
  mkdirSync(join(root, "tmp"), { recursive: true });
  chownSync(join(root, "tmp"), UNPRIVILEGED.uid, UNPRIVILEGED.gid);
  return { root, env: {}, folder: root, user: "root", command: [], healthCheck: [] };
}

function follow(stage: Stage, { name, rest }: Instruction, context: Context): void {
  switch (name) {
    case "WORKDIR":
      stage.folder = join(stage.root, rest);
      mkdirSync(stage.folder, { recursive: true });
      return;
    case "USER":
      stage.user = rest;
      return;
    case "ENV": {
      const [key = "", value = ""] = rest.split("=");
      stage.env[key] = value;
      return;
    }
    case "COPY":
      return copy(stage, rest, context);
    case "RUN":
      return run(stage, rest, context);
    case "CMD":
      stage.command = parseCommand(rest);
      break;
    case "VOLUME":
    case "EXPOSE":
    case "STOPSIGNAL":
      break;
    case "HEALTHCHECK":
      stage.healthCheck = parseCommand(rest);
      break;
    default:
      throw new Error(`${name} is not understood here.`);
  }
}

function copy(stage: Stage, rest: string, { stages, isIgnored }: Context): void {
  const { from, owner, sources, destination } = parseCopy(rest);
  const base = from === undefined ? process.cwd() : (stages.get(from)?.root ?? "");
  for (const source of sources) {
    const path = from === undefined ? resolve(base, source) : join(base, source);
    if (from === undefined && isIgnored(source)) throw new Error(`.dockerignore leaves ${source} out.`);
    const target = destination.startsWith("/")
      ? join(stage.root, destination)
      : join(stage.folder, destination, sources.length > 1 ? source : "");
    mkdirSync(dirname(target), { recursive: true });
    const filter = (file: string): boolean => !isIgnored(file.slice(base.length + 1));
    const options = { recursive: true, verbatimSymlinks: true };
    cpSync(path, target, from === undefined ? { ...options, filter } : options);
    // Copied files belong to root unless `--chown` says otherwise.
    if (owner.startsWith("node")) giveAway(target);
  }
}

function giveAway(path: string): void {
  const { uid, gid } = UNPRIVILEGED;
  const result = spawnSync("chown", ["-R", `${uid}:${gid}`, path]);
  if (result.status !== 0) throw new Error(String(result.stderr));
}

function run(stage: Stage, command: string, { install }: Context): void {
  if (command.startsWith("npm ci") && !install) {
    symlinkSync(resolve("node_modules"), join(stage.folder, "node_modules"));
    return;
  }
  const rooted = command
    .replaceAll(/(?<=\s)\/(app|data)\b/g, (path) => join(stage.root, path))
    .replaceAll("node:node", "nobody:")
    .replace("-o node -g node", `-o ${UNPRIVILEGED.uid} -g ${UNPRIVILEGED.gid}`);
  const result = spawnSync("/bin/sh", ["-c", rooted], {
    cwd: stage.folder,
    env: environmentOf(stage),
    encoding: "utf8",
    ...(stage.user === "node" && UNPRIVILEGED),
  });
  if (result.status !== 0) throw new Error(`RUN ${command}\n${result.stdout}${result.stderr}`);
}

function environmentOf(stage: Stage): Record<string, string> {
  const settings = Object.entries(stage.env).map(([key, value]) => [
    key,
    /^\/(app|data)\b/.test(value) ? join(stage.root, value) : value,
  ]);
  const home = join(stage.root, "tmp");
  return {
    PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
    HOME: home,
    TMPDIR: home,
    ...(Object.fromEntries(settings) as Record<string, string>),
  };
}

/** The number of files in a folder, recursively. */
export function countFiles(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .length;
}
