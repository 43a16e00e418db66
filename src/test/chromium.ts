import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { diskFolder } from "./disk-folder.ts";

/** Where the browser is, and the environment in which it finds its libraries and fonts. */
export interface Chromium {
  readonly executablePath: string;
  readonly env: Record<string, string>;
}

/**
 * Unpacks the browser that is bundled in an npm package; nothing is downloaded.
 *
 * The package would use any `chromium` in the temp folder, so ours is named by version. It is moved into
 * place only once complete, so that two concurrent runs do not see each other's partial copy.
 */
export async function unpackChromium(): Promise<Chromium> {
  const folder = join(diskFolder(), `frontdesk-chromium-${packageVersion()}`);
  const half = `${folder}.${process.pid}`;
  if (!isThere(folder)) {
    await unpackInto(half);
    writeFileSync(join(half, "fonts", "fonts.conf"), fontsOnlyFrom(folder));
    publish(half, folder);
  }
  return { executablePath: join(folder, "chromium"), env: environmentOf(folder) };
}

function packageVersion(): string {
  const manifest = new URL("../package.json", import.meta.resolve("@sparticuz/chromium"));
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

function isThere(folder: string): boolean {
  try {
    return readFileSync(join(folder, "fonts", "fonts.conf")).length > 0;
  } catch {
    return false;
  }
}

/** The package reads settings from the environment and changes it; ours is restored afterwards. */
async function unpackInto(folder: string): Promise<void> {
  const before = { ...process.env };
  mkdirSync(folder, { recursive: true });
  // The system libraries that a bare machine lacks are only unpacked in a Lambda environment.
  Object.assign(process.env, { TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" });
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    await chromium.executablePath();
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

function publish(half: string, folder: string): void {
  try {
    renameSync(half, folder);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!isThere(folder)) throw error;
  }
}

function environmentOf(folder: string): Record<string, string> {
  return {
    PATH: process.env["PATH"] ?? "",
    HOME: folder,
    TZ: "UTC",
    LD_LIBRARY_PATH: join(folder, "al2023", "lib"),
    FONTCONFIG_PATH: join(folder, "fonts"),
  };
}

/**
 * The package's own list names other folders. With only these fonts, pages look the same on every machine.
 */
function fontsOnlyFrom(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, "fonts")}</dir>
  <cachedir>${join(folder, "fonts-cache")}</cachedir>
</fontconfig>
`;
}
