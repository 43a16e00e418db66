/**
 * In a frame on another site: exchanges messages with the launcher there, and with nobody else. The server has
 * checked the origin, and the browser shows the frame on no other.
 * @param {string} origin
 * @param {{ opened: () => void }} told
 */
export function meetLauncher(origin, { opened }) {
  /** @param {"ready" | "close" | "answered"} what */
  const say = (what) => parent.postMessage({ frontdesk: what }, origin);

  addEventListener("message", (event) => {
    if (event.origin !== origin || event.source !== parent) return;
    const what = /** @type {{ frontdesk?: unknown } | null} */ (event.data)?.frontdesk;
    if (what === "opened") opened();
    // Focus has left the frame at one end and re-enters at the other.
    if (what === "first") focusables().at(0)?.focus();
    if (what === "last") focusables().at(-1)?.focus();
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) say("close");
  });
  document.querySelector("[data-close]")?.addEventListener("click", () => say("close"));
  say("ready");
  return { answered: () => say("answered") };
}

/** Everything that can take the focus, in order. */
function focusables() {
  return [...document.querySelectorAll("a[href], button:not([disabled]), textarea")].filter(
    /** @returns {element is HTMLElement} */
    (element) =>
      element instanceof HTMLElement &&
      element.getClientRects().length > 0 &&
      !element.classList.contains("skip"),
  );
}
