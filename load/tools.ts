import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Why strace cannot be used here; undefined if it can. */
export function whyNoStrace(): string | undefined {
  const tried = spawnSync("strace", ["-f", "-o", "/dev/null", "true"], { encoding: "utf8" });
  if (tried.error) return "strace is not installed";
  return tried.status === 0 ? undefined : "strace may not trace here";
}

/** Mounts a small in-memory disk, or tells why that is impossible. */
export function mountSmallDisk(
  megabytes: number,
): { readonly path: string; readonly unmount: () => void } | { readonly why: string } {
  if (process.getuid?.() !== 0) return { why: "only root may mount a small disk" };
  const path = mkdtempSync(join(tmpdir(), "frontdesk-small-disk-"));
  const options = ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=0700`, "none", path];
  const tried = spawnSync("mount", options, { encoding: "utf8" });
  if (tried.status !== 0) {
    rmSync(path, { recursive: true, force: true });
    return { why: `mounting is not allowed: ${tried.stderr?.trim()}` };
  }
  const unmount = (): void => {
    spawnSync("umount", ["-l", path]);
    rmSync(path, { recursive: true, force: true });
  };
  return { path, unmount };
}
