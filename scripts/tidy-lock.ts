/**
 * Keeps `package-lock.json` free of hosts: npm writes the funding pages of every package into it.
 * Run by `npm run lock` after a change of dependencies.
 */
import { readFileSync, writeFileSync } from "node:fs";

const file = "package-lock.json";
const lock = JSON.parse(readFileSync(file, "utf8")) as Lock;
for (const entry of Object.values(lock.packages)) delete entry.funding;
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);

interface Lock {
  packages: Record<string, { funding?: unknown }>;
}
