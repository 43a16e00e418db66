import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, sep } from "node:path";

import type { ObjectStorage } from "#ports/object-storage.ts";

/** Object storage in a folder, such as a mounted disk of another machine. Each key is a path. */
export function folderStorage(root: string): ObjectStorage {
  return {
    put: async (key, content) => {
      const path = join(root, key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeFile(`${path}.new`, content, { mode: 0o600 });
      await rename(`${path}.new`, path);
    },
    get: (key) => unlessMissing(readFile(join(root, key)), undefined),
    list: async (prefix) => {
      const entries = await unlessMissing(readdir(root, { recursive: true, withFileTypes: true }), []);
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) =>
          join(entry.parentPath, entry.name)
            .slice(root.length + 1)
            .replaceAll(sep, "/"),
        )
        .filter((key) => key.startsWith(prefix))
        .toSorted();
    },
    remove: (key) => rm(join(root, key), { force: true }),
  };
}

async function unlessMissing<T, U>(work: Promise<T>, otherwise: U): Promise<T | U> {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return otherwise;
    throw error;
  }
}
