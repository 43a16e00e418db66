import { availableParallelism, tmpdir } from "node:os";

import { defineConfig } from "vitest/config";

import { folderForTests } from "./scripts/folder-for-tests.ts";
import LongestFirst from "./scripts/longest-first.ts";

/**
 * Tests run on Node's own module loader, with types stripped exactly as in production. Files share their
 * worker's modules: nothing of ours keeps state in a module, and a fresh worker per file costs more than
 * most files take. There is one worker more than the machine has cores, since many wait most of their time:
 * for a browser, for a server that is killed and started again, for the disk.
 */
export default defineConfig({
  test: {
    pool: "forks",
    isolate: false,
    maxWorkers: availableParallelism() + 1,
    env: { TMPDIR: folderForTests(), DISK_FOLDER: tmpdir() },
    sequence: { sequencer: LongestFirst },
    // What is waited for comes when the machine gets round to it; it is not the speed that these tests are about.
    // These limits end only what hangs: a machine that is busy with other work is no fault of a test.
    expect: { poll: { interval: 10, timeout: 60_000 } },
    testTimeout: 180_000,
    hookTimeout: 180_000,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    experimental: { viteModuleRunner: false, nodeLoader: false },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{src,bench,load,scripts,tenant-migrations,control-plane-migrations}/**/*.test.ts"],
          exclude: ["src/test/journeys/**"],
          setupFiles: "src/test/same-chance.ts",
        },
      },
      {
        extends: true,
        test: {
          name: "journeys",
          include: ["src/test/journeys/**/*.test.ts"],
          globalSetup: "src/test/unpack-browser.ts",
        },
      },
    ],
  },
});
