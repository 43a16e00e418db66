import { scryptSync } from "node:crypto";

import type { TestApp } from "./app.ts";

export const OWNERS_PASSWORD = "correct horse battery staple";

/** Gives a business an owner who can sign in, with a password hash that is cheap enough for tests. */
export async function employOwner(
  { deps }: TestApp,
  slug: string,
): Promise<{ email: string; password: string }> {
  const { control } = deps;
  const tenant = await control.tenantBySlug(slug);
  if (!tenant) throw new Error(`There is no ${slug}.`);
  const hash = scryptSync(OWNERS_PASSWORD, "salt", 32, { N: 16, r: 8, p: 1 });
  const passwordHash = `scrypt$16$8$1$salt$${hash.toString("base64url")}`;
  const [id, email] = [`owner-of-${slug}`, `owner@${slug}.example`];
  await control.createUser({ id, email, name: "Mia Marlow", passwordHash });
  await control.addMember({ userId: id, tenantId: tenant.id, role: "owner" });
  return { email, password: OWNERS_PASSWORD };
}
