/** Where a conversation's cookie is valid: the chat pages of one business, over this kind of connection. */
export type CookiePlace = { readonly basePath: string; readonly secure: boolean };

const NAME = "chat";
/** Conversations end earlier by themselves, but stay readable for a day. */
const SECONDS_KEPT = 24 * 60 * 60;

/** The session cookie of a conversation's page: scripts cannot read it, other sites do not send it. */
export function sessionCookie(place: CookiePlace, session: string): string {
  return cookie(place, session, SECONDS_KEPT);
}

/** Deletes the cookie. */
export function noSessionCookie(place: CookiePlace): string {
  return cookie(place, "", 0);
}

/** The session in a Cookie header, unverified; empty if there is none. */
export function sessionInCookie(header: string | undefined): string {
  return /(?:^|;\s*)chat=([\w-]{1,100})(?:;|$)/.exec(header ?? "")?.[1] ?? "";
}

function cookie({ basePath, secure }: CookiePlace, session: string, seconds: number): string {
  const flags = `HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
  return `${NAME}=${session}; Path=${basePath}/chat; Max-Age=${seconds}; ${flags}`;
}
