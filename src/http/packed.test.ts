import { gunzipSync } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";
import { describe, expect, test } from "vitest";

import { pack, unpacked } from "./packed.ts";

const packed = pack("some text, some text, some text, some text, some text, some text");

function ask(accepted: string | undefined) {
  const headers: Record<string, string> = {};
  const request = { headers: { "accept-encoding": accepted } } as unknown as FastifyRequest;
  const reply = {
    header: (name: string, value: string) => void (headers[name] = value),
  } as unknown as FastifyReply;
  return { body: unpacked(request, reply, packed), headers };
}

describe("a text that is sent often", () => {
  test.each(["gzip", "br, gzip", "gzip;q=0.5", "deflate , GZIP ; q=1", "x-gzip"])(
    "goes compressed to who takes %j",
    (accepted) => {
      const { body, headers } = ask(accepted);
      expect(headers).toEqual({ vary: "accept-encoding", "content-encoding": "gzip" });
      expect(gunzipSync(body)).toEqual(packed.plain);
      expect(body.length).toBeLessThan(packed.plain.length);
    },
  );

  test.each([undefined, "", "br", "identity", "gzip;q=0", "gzip; q=0.00", "notgzip"])(
    "goes as it is to who takes %j",
    (accepted) => {
      const { body, headers } = ask(accepted);
      expect(headers).toEqual({ vary: "accept-encoding" });
      expect(body).toBe(packed.plain);
    },
  );
});
