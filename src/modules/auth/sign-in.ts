import { hash } from "node:crypto";

import type { Clock } from "#kernel/clock.ts";
import type { Ids } from "#kernel/ids.ts";
import { DAY } from "#kernel/instant.ts";
import type { UserDirectory } from "#ports/users.ts";

import { atATime } from "./at-a-time.ts";
import { isPassword } from "./password.ts";

/** What signing in needs from the process. */
export type SignInDeps = {
  readonly control: Pick<UserDirectory, "userByEmail" | "createSession" | "endSession" | "findSession">;
  /** Drops what is cached about a person's sign-ins. */
  readonly directory: { readonly forgetUser: (userId: string) => void };
  readonly clock: Clock;
  readonly ids: Ids;
};

/** How long a sign-in lasts, in milliseconds. */
export const SIGN_IN_LASTS = 14 * DAY;

/** Each check takes a thread and 32 MiB for a while: eight at once must not stop everything else. */
const twoAtATime = atATime(2);

/**
 * The hash of a password that nobody has, at the usual cost, so that an unknown address takes as long to
 * check as a known one.
 */
const NOBODYS = "scrypt$32768$8$3$bm9ib2R5$cGFzc3dvcmQtdGhhdC1ub2JvZHktaGFzLWF0LWFsbC0";

/**
 * Signs a person in and returns the token for their cookie, of which only the SHA-256 is stored. Undefined if
 * the address is unknown, has no password yet, or the password is wrong; the caller cannot tell which, not
 * even by how long it took.
 */
export async function signIn(
  { control, clock, ids }: SignInDeps,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<string | undefined> {
  // Returning early reveals nothing here: this cannot be anyone's address or password.
  if (!email.includes("@") || password === "") return undefined;
  const user = await control.userByEmail(email.trim().toLowerCase());
  const isRight = await twoAtATime(() => isPassword(password, user?.passwordHash ?? NOBODYS));
  if (!user || user.passwordHash === null || !isRight) return undefined;
  const token = ids.token(32);
  await control.createSession({
    hash: hash("sha256", token),
    userId: user.id,
    expiresAt: clock.now() + SIGN_IN_LASTS,
  });
  return token;
}

/** Ends the session of a cookie, given the hash of its token. Does nothing if there is none. */
export async function signOut({ control, directory, clock }: SignInDeps, hashed: string): Promise<void> {
  const found = await control.findSession(hashed, clock.now());
  await control.endSession(hashed);
  if (found) directory.forgetUser(found.user.id);
}
