import { AppError } from "#kernel/errors.ts";

/** The ETag of a version: `"v3"`. */
export function etagOf(version: number): string {
  return `"v${version}"`;
}

/** Whether an `If-Match` or `If-None-Match` header names this version. */
export function namesVersion(header: string, version: number): boolean {
  if (header.trim() === "*") return true;
  const tags = header.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.includes(etagOf(version));
}

/** Throws VERSION_MISMATCH if there is an `If-Match` that does not name this version. */
export function assertVersion(version: number, ifMatch: string | undefined): void {
  if (ifMatch === undefined || namesVersion(ifMatch, version)) return;
  throw new AppError("VERSION_MISMATCH", undefined, { version });
}
