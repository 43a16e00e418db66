/**
 * The session of the conversation, for a frame on another site, where there are no cookies: stored until the tab
 * is closed, or, if the browser blocks storage in frames, until the page is.
 */
const NAME = "frontdesk-chat";

let known = "";

/** @returns {string} Empty if there is none. */
export function session() {
  if (known === "") known = kept(() => sessionStorage.getItem(NAME)) ?? "";
  return known;
}

/** @param {string} id Empty to forget it. */
export function keepSession(id) {
  known = id;
  kept(() => (id === "" ? sessionStorage.removeItem(NAME) : sessionStorage.setItem(NAME, id)));
}

/**
 * @template T
 * @param {() => T} use Throws if storage is blocked.
 */
function kept(use) {
  try {
    return use();
  } catch {
    return undefined;
  }
}
