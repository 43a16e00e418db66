import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Folders that are deleted when the bench ends, even if it is interrupted. */
export function scratch(): { readonly folder: (name: string) => string; readonly remove: () => void } {
  const root = mkdtempSync(join(tmpdir(), "frontdesk-bench-"));
  const remove = (): void => rmSync(root, { recursive: true, force: true });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      remove();
      process.exit(130);
    });
  }
  let made = 0;
  return {
    folder: (name) => {
      const path = join(root, `${made++}-${name}`);
      mkdirSync(path);
      return path;
    },
    remove,
  };
}
