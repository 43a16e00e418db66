/**
 * What a cookie is for: one visit or waitlist entry, on this business's pages, over this kind of connection.
 */
export type CookiePlace = {
  readonly basePath: string;
  /** A visit's pages are under `b`, a waitlist entry's under `w`. */
  readonly under: "b" | "w";
  readonly uid: string;
  readonly secure: boolean;
};

/** For a page that found no valid cookie: whoever booked a moment ago must not take the visit for lost. */
export const IF_COOKIES_ARE_BLOCKED =
  "If your browser blocks cookies, allow them for this site first; what you have just booked is kept either way.";

const NAME = "visit";
/** Long enough for a visit that is booked far ahead, and for looking it up afterwards. */
const SECONDS_KEPT = 180 * 24 * 60 * 60;

/**
 * The cookie that replaces a manage link once it was opened. It is sent to that visit's pages only, scripts
 * cannot read it, and other sites' forms do not send it.
 */
export function manageCookie({ basePath, under, uid, secure }: CookiePlace, token: string): string {
  const path = `${basePath}/${under}/${uid}`;
  return `${NAME}=${token}; Path=${path}; Max-Age=${SECONDS_KEPT}; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
}

/** The token in a Cookie header, unverified; empty if there is none. */
export function tokenInCookie(header: string | undefined): string {
  return /(?:^|;\s*)visit=([\w-]{1,100})(?:;|$)/.exec(header ?? "")?.[1] ?? "";
}
