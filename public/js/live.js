import { announce } from "./announce.js";
import { countDown } from "./countdown.js";
import { untilReleased } from "./press.js";
import { tellZones } from "./zone.js";

/** Milliseconds. People who wait watch the page for minutes; a hidden page does not poll. */
const EVERY = 15_000;
const SLOWEST = 120_000;
const PATIENCE = 10_000;

/**
 * Polls a region with `data-live` (its URL) while the page is visible and something can still change (`data-live`
 * is present), and replaces it when its `data-version` has changed. Polls less and less often while there is no
 * answer.
 */
export function keepLive() {
  let delay = EVERY;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const plan = (/** @type {number} */ wait) => {
    clearTimeout(timer);
    if (liveRegion(document) && document.visibilityState === "visible")
      timer = setTimeout(() => void look(), wait);
  };
  const look = async () => {
    delay = (await lookAgain()) ? EVERY : Math.min(delay * 2, SLOWEST);
    plan(delay);
  };
  document.addEventListener("visibilitychange", () => plan(0));
  document.addEventListener("countdown-over", () => plan(500));
  plan(delay);
}

/** Fetches the region again; whether there was an answer. */
async function lookAgain() {
  const region = liveRegion(document);
  if (!region) return true;
  try {
    const headers = { accept: "text/html" };
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(region.dataset["live"] ?? "", { headers, signal });
    if (!answer.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    await untilReleased();
    const fresh = page.querySelector("[data-version]");
    const isSame = fresh instanceof HTMLElement && fresh.dataset["version"] === region.dataset["version"];
    if (fresh instanceof HTMLElement && !isSame && region.isConnected) place(region, fresh, page.title);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {HTMLElement} region
 * @param {HTMLElement} fresh
 * @param {string} title
 */
function place(region, fresh, title) {
  const hadFocus = region.contains(document.activeElement);
  tellZones(fresh);
  region.replaceWith(fresh);
  document.title = title;
  const heading = fresh.querySelector("h1");
  if (hadFocus && heading) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
  announce(fresh.dataset["told"] ?? "");
  countDown();
}

/** @param {ParentNode} page */
function liveRegion(page) {
  const region = page.querySelector("[data-live]");
  return region instanceof HTMLElement ? region : null;
}
