/** Where a conversation's cookie is for: the chat pages of one business, over this kind of connection. */
export type CookiePlace = { readonly basePath: string; readonly secure: boolean };

const NAME = "chat";
/** A conversation ends earlier by itself; it can be read again for a day. */
const SECONDS_KEPT = 24 * 60 * 60;

/** The cookie that stands for a conversation on its page: scripts cannot read it, other sites do not send it. */
export function sessionCookie(place: CookiePlace, session: string): string {
  return cookie(place, session, SECONDS_KEPT);
}

/** Takes the cookie away again. */
export function noSessionCookie(place: CookiePlace): string {
  return cookie(place, "", 0);
}

/** The session in a Cookie header, unchecked; empty when there is none. */
export function sessionInCookie(header: string | undefined): string {
  return /(?:^|;\s*)chat=([\w-]{1,100})(?:;|$)/.exec(header ?? "")?.[1] ?? "";
}

function cookie({ basePath, secure }: CookiePlace, session: string, seconds: number): string {
  const flags = `HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
  return `${NAME}=${session}; Path=${basePath}/chat; Max-Age=${seconds}; ${flags}`;
}
