import { announce } from "./announce.js";
import { untilReleased } from "./press.js";
import { regionOf, showProblem, showShapes } from "./region.js";
import { tellZones } from "./zone.js";

/** Milliseconds: placeholders appear after the first (sooner, they would flicker); the second is a timeout. */
const SLOW = 150;
const PATIENCE = 12_000;

/** @type {AbortController | undefined} */
let loading;
let shown = "";

/**
 * Links with `data-in-place` lead to this page with another day or week: the page is fetched, its region replaces
 * ours, and its URL goes into the history. If that does not work, the link is followed normally.
 */
export function changeInPlace() {
  const region = regionOf(document);
  if (!region) return;
  shown = region.dataset["here"] ?? pathOf(location.href);
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-in-place]") : null;
    if (!(link instanceof HTMLAnchorElement) || !isPlainClick(event)) return;
    event.preventDefault();
    // The response to a form has no URL to return to; its region has one.
    if (pathOf(location.href) !== shown) history.replaceState(null, "", shown);
    void follow(link);
  });
  addEventListener("popstate", () => {
    if (pathOf(location.href) === shown) return;
    const hadFocus = regionOf(document)?.contains(document.activeElement) ?? false;
    void load(location.href, {}, (fresh) => {
      if (hadFocus) chosenDay(fresh)?.focus({ preventScroll: true });
    });
  });
}

/** @param {HTMLAnchorElement} link */
async function follow(link) {
  const { href, rel } = link;
  const { count, week } = link.dataset;
  if (link.classList.contains("day")) choose(link);
  await load(
    href,
    { ...(count !== undefined && { count: Number(count) }), ...(week && { week }) },
    (fresh) => {
      history.pushState(null, "", href);
      const same = rel === "" ? null : fresh.querySelector(`a[rel="${rel}"]`);
      const next = same instanceof HTMLElement ? same : chosenDay(fresh);
      next?.focus({ preventScroll: true });
    },
  );
}

/**
 * @param {string} href
 * @param {import("./region.js").Expected} expected
 * @param {(fresh: HTMLElement) => void} placed
 */
async function load(href, expected, placed) {
  const region = regionOf(document);
  if (!region) return;
  loading?.abort();
  const mine = new AbortController();
  loading = mine;
  region.setAttribute("aria-busy", "true");
  const hold = () => {
    if (loading === mine && region.isConnected) showShapes(region, expected);
  };
  const slow = setTimeout(() => void untilReleased().then(hold), SLOW);
  const patience = setTimeout(() => mine.abort(), PATIENCE);
  try {
    const answer = await fetch(href, { headers: { accept: "text/html" }, signal: mine.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    await untilReleased();
    if (loading !== mine) return;
    const fresh = regionOf(page);
    if (fresh) place(region, fresh, href, placed);
    else if (answer.status === 429 || answer.status >= 500) showProblem(region, href);
    else location.assign(href);
  } catch {
    await untilReleased();
    if (loading === mine) showProblem(region, href);
  } finally {
    clearTimeout(slow);
    clearTimeout(patience);
  }
}

/**
 * @param {HTMLElement} region
 * @param {HTMLElement} fresh
 * @param {string} href
 * @param {(fresh: HTMLElement) => void} placed
 */
function place(region, fresh, href, placed) {
  tellZones(fresh);
  region.replaceWith(fresh);
  shown = pathOf(href);
  placed(fresh);
  announce(fresh.dataset["told"] ?? "");
}

/** @param {HTMLAnchorElement} day */
function choose(day) {
  for (const other of document.querySelectorAll("a.day[aria-current]")) other.removeAttribute("aria-current");
  day.setAttribute("aria-current", "date");
}

/** @param {HTMLElement} region */
function chosenDay(region) {
  const day = region.querySelector("a.day[aria-current]");
  return day instanceof HTMLElement ? day : null;
}

/** @param {MouseEvent} event */
function isPlainClick({ button, ctrlKey, metaKey, shiftKey, altKey }) {
  return button === 0 && !ctrlKey && !metaKey && !shiftKey && !altKey;
}

/** @param {string} href */
function pathOf(href) {
  const { pathname, search } = new URL(href, location.href);
  return pathname + search;
}
