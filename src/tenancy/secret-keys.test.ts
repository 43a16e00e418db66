import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { systemClock } from "#kernel/clock.ts";
import { randomIds } from "#kernel/ids.ts";
import { temporaryFolder } from "#test/temp-folder.ts";

import { deriveKey, keepSecretKeys, makeSecretKey, parseSecretKeys } from "./secret-keys.ts";

const ids = randomIds(systemClock);
const [key, older] = [makeSecretKey(ids), makeSecretKey(ids)];

describe("SECRET_KEYS", () => {
  it("names the current key first, then older ones", () => {
    expect(parseSecretKeys(` ${key} , ${older}\n`)).toEqual({
      ok: true,
      keys: [Buffer.from(key), Buffer.from(older)],
    });
  });

  it.each(["", " ", "short", `${key},short`, `${key},`, `${key},${key}`])(
    "is refused without saying it: %s",
    (text) => {
      const parsed = parseSecretKeys(text);
      expect(parsed).toMatchObject({ ok: false });
      expect(JSON.stringify(parsed)).not.toContain(key);
    },
  );
});

describe("in development", () => {
  it("a key is created at the first start and stored for this user only", () => {
    const dataDir = temporaryFolder();
    const keys = keepSecretKeys(dataDir, ids);
    expect(keys).toHaveLength(1);
    expect(keepSecretKeys(dataDir, ids)).toEqual(keys);
    expect(statSync(join(dataDir, "secret-keys")).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(dataDir, "secret-keys"), "utf8").trim()).toHaveLength(43);
  });

  it("a stored key that was truncated is not used", () => {
    const dataDir = temporaryFolder();
    writeFileSync(join(dataDir, "secret-keys"), "short");
    expect(() => keepSecretKeys(dataDir, ids)).toThrow("cannot be used");
  });
});

describe("a derived key", () => {
  it("is the same for one purpose and different for any other", () => {
    const secret = Buffer.from(key);
    expect(deriveKey(secret, "capabilities")).toEqual(deriveKey(secret, "capabilities"));
    expect(deriveKey(secret, "capabilities")).not.toEqual(deriveKey(secret, "session-cookie"));
    expect(deriveKey(secret, "session-cookie", 64)).toHaveLength(64);
  });
});
