import { hash } from "node:crypto";

import type { Clock } from "#kernel/clock.ts";
import type { Ids } from "#kernel/ids.ts";
import { DAY } from "#kernel/instant.ts";
import type { UserDirectory } from "#ports/users.ts";

import { atATime } from "./at-a-time.ts";
import { isPassword } from "./password.ts";

/** What signing in asks of the process. */
export type SignInDeps = {
  readonly control: Pick<UserDirectory, "userByEmail" | "createSession" | "endSession" | "findSession">;
  /** What was remembered of a person's sign-ins is looked up again. */
  readonly directory: { readonly forgetUser: (userId: string) => void };
  readonly clock: Clock;
  readonly ids: Ids;
};

/** How long a sign-in holds, in milliseconds. */
export const SIGN_IN_LASTS = 14 * DAY;

/** Each takes a thread and 32 MiB for a while: eight that come at once must not stop everything else. */
const oneAfterTheOther = atATime(2);

/** A password that nobody has, of the usual cost: trying a stranger's takes as long as trying anybody's. */
const NOBODYS = "scrypt$32768$8$3$bm9ib2R5$cGFzc3dvcmQtdGhhdC1ub2JvZHktaGFzLWF0LWFsbC0";

/**
 * Signs a person in: the token for their cookie, of which only the SHA-256 is kept, or undefined when the
 * address is unknown, has no password yet, or the password is another. Which of these it was cannot be told,
 * also not by the time that it took.
 */
export async function signIn(
  { control, clock, ids }: SignInDeps,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<string | undefined> {
  // What nobody can have costs nothing, and tells nothing: it is no address, or no password.
  if (!email.includes("@") || password === "") return undefined;
  const user = await control.userByEmail(email.trim().toLowerCase());
  const isRight = await oneAfterTheOther(() => isPassword(password, user?.passwordHash ?? NOBODYS));
  if (!user || user.passwordHash === null || !isRight) return undefined;
  const token = ids.token(32);
  await control.createSession({
    hash: hash("sha256", token),
    userId: user.id,
    expiresAt: clock.now() + SIGN_IN_LASTS,
  });
  return token;
}

/** Ends the sign-in of a cookie, by the hash of its token; whether there was one does not matter. */
export async function signOut({ control, directory, clock }: SignInDeps, hashed: string): Promise<void> {
  const found = await control.findSession(hashed, clock.now());
  await control.endSession(hashed);
  if (found) directory.forgetUser(found.user.id);
}
