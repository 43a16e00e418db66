/**
 * Keeps `package-lock.json` free of hosts: npm writes every package's funding URLs into it. `npm run lock`
 * runs this after dependencies change.
 */
import { readFileSync, writeFileSync } from "node:fs";

const file = "package-lock.json";
const lock = JSON.parse(readFileSync(file, "utf8")) as Lock;
for (const entry of Object.values(lock.packages)) delete entry.funding;
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);

interface Lock {
  packages: Record<string, { funding?: unknown }>;
}
