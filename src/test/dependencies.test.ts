import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

interface Package {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lockText = readFileSync("package-lock.json", "utf8");
const locked = (JSON.parse(lockText) as { packages: Record<string, Package> }).packages;
const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Package;

describe("our dependencies", () => {
  it("are exact versions, so that every machine gets the same", () => {
    const { dependencies, devDependencies, optionalDependencies } = manifest;
    const versions = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(versions.length).toBeGreaterThan(20);
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it.each([
    ["fastify", "5.12.1"],
    ["@fastify/static", "10.1.4"],
    ["kysely", "0.28.17"],
  ])("have the security fixes of %s %s", (name, floor) => {
    expect(isAtLeast(locked[`node_modules/${name}`]?.version, floor)).toBe(true);
  });
});

/** `npm run lock` writes the file in this form. */
describe("the lock file", () => {
  it("names no host, so that any registry works", () => {
    expect(lockText).not.toContain("://");
    expect(lockText).not.toContain('"resolved"');
  });

  it("has each optional package for each platform: otherwise npm ci fails there", () => {
    const wanted = Object.entries(locked).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).map((name) => ({ path, name })),
    );
    expect(wanted.length).toBeGreaterThan(50);
    expect(wanted.filter(({ path, name }) => !isLocked(path, name))).toEqual([]);
  });
});

/** Resolves as Node does: inside the package that needs it, then in each folder above. */
function isLocked(path: string, name: string): boolean {
  const within = path === "" ? `node_modules/${name}` : `${path}/node_modules/${name}`;
  return Object.hasOwn(locked, within) || (path !== "" && isLocked(parentOf(path), name));
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("node_modules/") - 1));
}

function isAtLeast(version: string | undefined, floor: string): boolean {
  return (version ?? "0").localeCompare(floor, "en", { numeric: true }) >= 0;
}
