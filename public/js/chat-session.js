/**
 * Which conversation this is, where no cookie may say so: on another site, the frame keeps it for as long as the
 * tab is open; where the browser keeps nothing for frames, for as long as the page is.
 */
const NAME = "frontdesk-chat";

let known = "";

/** @returns {string} Empty when there is none. */
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
 * @param {() => T} use Throws where storage is blocked.
 */
function kept(use) {
  try {
    return use();
  } catch {
    return undefined;
  }
}
