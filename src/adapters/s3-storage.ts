import { hash } from "node:crypto";

import type { ObjectStorage } from "#ports/object-storage.ts";

export type S3Settings = {
  /** Without the bucket, such as `https://s3.eu-central-1.amazonaws.com`. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

/** How long one request may take, in milliseconds. */
const PATIENCE = 120_000;

/**
 * Object storage over the S3 protocol: path-style addresses, requests signed with AWS Signature Version 4.
 */
export function s3Storage({
  endpoint,
  bucket,
  region,
  accessKeyId,
  secretAccessKey,
}: S3Settings): ObjectStorage {
  const root = `${endpoint}/${bucket}`;

  async function send(method: string, url: string, content?: Uint8Array): Promise<Response> {
    const { AwsClient } = await import("aws4fetch");
    const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3", retries: 2 });
    return client.fetch(url, {
      method,
      // Part of the signature, so that the storage refuses content that was damaged on the way.
      headers: { "x-amz-content-sha256": hash("sha256", content ?? "") },
      signal: AbortSignal.timeout(PATIENCE),
      ...(content && { body: Buffer.from(content) }),
    });
  }

  async function listPage(prefix: string, token: string | undefined): Promise<string> {
    const query = new URLSearchParams({ "list-type": "2", prefix });
    if (token !== undefined) query.set("continuation-token", token);
    const answer = await send("GET", `${root}?${query.toString()}`);
    return accepted(answer, "be listed").text();
  }

  return {
    put: async (key, content) => {
      const answer = await send("PUT", `${root}/${key}`, content);
      await accepted(answer, "be written").arrayBuffer();
    },
    get: async (key) => {
      const answer = await send("GET", `${root}/${key}`);
      const content = new Uint8Array(await answer.arrayBuffer());
      if (answer.status === 404) return undefined;
      accepted(answer, "be read");
      return content;
    },
    list: async (prefix) => {
      const keys: string[] = [];
      let token: string | undefined;
      do {
        const page = await listPage(prefix, token);
        keys.push(...textsOf(page, "Key"));
        [token] = textsOf(page, "NextContinuationToken");
      } while (token !== undefined);
      return keys.toSorted();
    },
    remove: async (key) => {
      const answer = await send("DELETE", `${root}/${key}`);
      await answer.arrayBuffer();
      if (answer.status !== 404) accepted(answer, "be removed");
    },
  };
}

function accepted(answer: Response, what: string): Response {
  if (!answer.ok) throw new Error(`An object could not ${what}: the storage answered ${answer.status}.`);
  return answer;
}

/** The text of each element with this name. */
function textsOf(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"))].map(([, text = ""]) =>
    text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&"),
  );
}
