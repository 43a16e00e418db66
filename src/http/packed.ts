import { gzipSync } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";

/** A text that is sent often, as it is and compressed once. */
export type Packed = { readonly plain: Buffer; readonly gzip: Buffer };

export function pack(text: string | Buffer): Packed {
  const plain = Buffer.from(text);
  return { plain, gzip: gzipSync(plain, { level: 9 }) };
}

/** What to answer with, as the caller takes it (RFC 9110, 12.5.3); says so in the headers. */
export function unpacked(request: FastifyRequest, reply: FastifyReply, { plain, gzip }: Packed): Buffer {
  reply.header("vary", "accept-encoding");
  if (!takesGzip(request.headers["accept-encoding"])) return plain;
  reply.header("content-encoding", "gzip");
  return gzip;
}

/** `gzip` or anything, unless it is refused with `q=0`. */
function takesGzip(header: string | string[] | undefined): boolean {
  const codings = String(header ?? "").split(",");
  return codings.some((coding) => /^\s*(?:x-)?gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*$)[\d.]+\s*)?$/i.test(coding));
}
