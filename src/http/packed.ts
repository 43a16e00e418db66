import { gzipSync } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";

/** A text that is sent often: as it is, and compressed once. */
export type Packed = { readonly plain: Buffer; readonly gzip: Buffer };

export function pack(text: string | Buffer): Packed {
  const plain = Buffer.from(text);
  return { plain, gzip: gzipSync(plain, { level: 9 }) };
}

/** The body in the encoding that the client accepts (RFC 9110, 12.5.3); sets the headers accordingly. */
export function unpacked(request: FastifyRequest, reply: FastifyReply, { plain, gzip }: Packed): Buffer {
  reply.header("vary", "accept-encoding");
  if (!takesGzip(request.headers["accept-encoding"])) return plain;
  reply.header("content-encoding", "gzip");
  return gzip;
}

/** Whether the header accepts `gzip` or anything, and does not refuse it with `q=0`. */
function takesGzip(header: string | string[] | undefined): boolean {
  const codings = String(header ?? "").split(",");
  return codings.some((coding) => /^\s*(?:x-)?gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*$)[\d.]+\s*)?$/i.test(coding));
}
