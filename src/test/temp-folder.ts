import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/**
 * Registers what undoes a test's preparations. Tests that run concurrently have to pass their own context's
 * `onTestFinished`: the imported one does not know which of them calls it.
 */
export type AtEnd = (undo: () => void | Promise<void>) => void;

/** An empty folder that is removed with the test that requested it. */
export function temporaryFolder(within: string = tmpdir(), atEnd: AtEnd = onTestFinished): string {
  const folder = mkdtempSync(join(within, "frontdesk-"));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
