import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { ObjectStorage } from "#ports/object-storage.ts";
import { temporaryFolder } from "#test/temp-folder.ts";

import { folderStorage } from "./folder-storage.ts";
import { s3Storage } from "./s3-storage.ts";

/** As much of S3 as we use: stores objects, lists two per page, and refuses unsigned requests. */
function fakeS3() {
  const objects = new Map<string, Buffer>();
  const seen: string[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://s3");
    const body = await buffer(request);
    const signed =
      /^AWS4-HMAC-SHA256 Credential=key-id\/\d{8}\/eu-test-1\/s3\/aws4_request, SignedHeaders=\S*host;x-amz-content-sha256;x-amz-date\S*, Signature=[0-9a-f]{64}$/;
    seen.push(request.headers.authorization ?? "");
    if (!signed.test(request.headers.authorization ?? "")) return void response.writeHead(403).end();
    const key = decodeURIComponent(url.pathname.replace(/^\/bucket\/?/, ""));
    if (url.searchParams.get("list-type") === "2") return void response.end(list(url.searchParams));
    const found = objects.get(key);
    if (request.method === "PUT") objects.set(key, body);
    if (request.method === "DELETE") objects.delete(key);
    if (request.method === "GET" && !found) return void response.writeHead(404).end();
    response
      .writeHead(request.method === "DELETE" ? 204 : 200)
      .end(request.method === "GET" ? found : undefined);
  }

  function list(query: URLSearchParams): string {
    const from = Number(query.get("continuation-token") ?? 0);
    const keys = [...objects.keys()].filter((key) => key.startsWith(query.get("prefix") ?? "")).toSorted();
    const next = from + 2 < keys.length ? `<NextContinuationToken>${from + 2}</NextContinuationToken>` : "";
    const contents = keys.slice(from, from + 2).map((key) => `<Contents><Key>${key}</Key></Contents>`);
    return `<?xml version="1.0"?><ListBucketResult>${contents.join("")}${next}</ListBucketResult>`;
  }

  const server = createServer((request, response) => void answer(request, response));
  return { server, objects, seen };
}

const s3 = fakeS3();
let endpoint = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => s3.server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(s3.server.address() as AddressInfo).port}`;
});
afterAll(() => void s3.server.close());

const settings = { bucket: "bucket", region: "eu-test-1", accessKeyId: "key-id", secretAccessKey: "secret" };

describe.each<[string, () => ObjectStorage]>([
  ["a folder", () => folderStorage(temporaryFolder())],
  ["S3", () => s3Storage({ ...settings, endpoint })],
])("object storage in %s", (_, open) => {
  test("returns what was put, byte for byte, and nothing for an unknown key", async () => {
    const storage = open();
    const content = Buffer.from(Array.from({ length: 70_000 }, (_, i) => i % 256));
    expect(await storage.get("tenants/a/1.db")).toBeUndefined();
    await storage.put("tenants/a/1.db", content);
    expect(Buffer.compare((await storage.get("tenants/a/1.db"))!, content)).toBe(0);
    await storage.put("tenants/a/1.db", Buffer.from("other"));
    expect(Buffer.from((await storage.get("tenants/a/1.db"))!).toString()).toBe("other");
  });

  test("lists every key with a prefix, and removes", async () => {
    const storage = open();
    for (const key of [
      "control/1.db",
      "tenants/b/1.db",
      "tenants/b/1.json",
      "tenants/b/2.db",
      "tenants/c/1.db",
    ])
      await storage.put(key, Buffer.from(key));
    expect(await storage.list("tenants/b/")).toEqual([
      "tenants/b/1.db",
      "tenants/b/1.json",
      "tenants/b/2.db",
    ]);
    await storage.remove("tenants/b/1.db");
    await storage.remove("tenants/b/1.db");
    expect(await storage.list("tenants/b/")).toEqual(["tenants/b/1.json", "tenants/b/2.db"]);
    expect(await storage.list("nothing/")).toEqual([]);
  });
});

test("a refusal by S3 is an error, and the secret is in no request", async () => {
  const wrong = s3Storage({ ...settings, accessKeyId: "other-id", endpoint });
  await expect(wrong.put("a", Buffer.from("a"))).rejects.toThrow("the storage answered 403");
  await expect(wrong.get("a")).rejects.toThrow("403");
  expect(s3.seen.length).toBeGreaterThan(10);
  expect(s3.seen.join()).not.toContain("secret");
});
