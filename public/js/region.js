/** The part of a page that is replaced without a reload (`data-region`): days, and the times of one day. */

/** @param {ParentNode} page */
export function regionOf(page) {
  const region = page.querySelector("[data-region]");
  return region instanceof HTMLElement ? region : null;
}

/**
 * What a link says about the page it leads to: the number of times that day, and the week's title if it differs.
 * @typedef {{ readonly count?: number, readonly week?: string }} Expected
 */

/**
 * Shows placeholders for the times: as many as the day has or, if unknown, as there are now; for another week,
 * also for its days. Nothing around them moves.
 * @param {HTMLElement} region
 * @param {Expected} expected
 */
export function showShapes(region, { count = region.querySelectorAll(".time").length, week }) {
  if (week !== undefined) showWeek(region, week);
  const list = document.createElement("ul");
  list.className = "times";
  list.setAttribute("aria-hidden", "true");
  for (let i = 0; i < count; i++) {
    const shape = document.createElement("span");
    shape.className = "time shape";
    list.append(document.createElement("li"));
    list.lastElementChild?.append(shape);
  }
  fill(region, list);
}

/**
 * @param {HTMLElement} region
 * @param {string} week
 */
function showWeek(region, week) {
  for (const day of region.querySelectorAll(".day")) day.classList.add("shape");
  const title = region.querySelector(".week-title");
  if (!(title instanceof HTMLElement)) return;
  title.dataset["was"] ??= title.textContent ?? "";
  title.textContent = week;
}

/** @param {HTMLElement} region */
function showWeekAgain(region) {
  for (const day of region.querySelectorAll(".day")) day.classList.remove("shape");
  const title = region.querySelector(".week-title[data-was]");
  if (title instanceof HTMLElement) title.textContent = title.dataset["was"] ?? "";
}

/**
 * Shows that the times did not load, with a link to try again that works without this script too.
 * @param {HTMLElement} region
 * @param {string} href
 */
export function showProblem(region, href) {
  const notice = document.createElement("div");
  notice.className = "notice notice-calm";
  notice.setAttribute("role", "alert");
  const title = document.createElement("p");
  title.className = "notice-title";
  title.textContent = "These times didn't load.";
  const text = document.createElement("p");
  text.textContent = "The connection may have dropped for a moment. Nothing else is lost.";
  const again = document.createElement("a");
  again.className = "button";
  again.href = href;
  again.dataset["inPlace"] = "";
  again.textContent = "Try again";
  const action = document.createElement("p");
  action.append(again);
  notice.append(title, text, action);
  showWeekAgain(region);
  fill(region, notice);
  region.removeAttribute("aria-busy");
}

/**
 * @param {HTMLElement} region
 * @param {HTMLElement} content
 */
function fill(region, content) {
  const day = region.querySelector("[data-day]");
  if (!(day instanceof HTMLElement)) return;
  // Keeps its height, so that what is below does not move.
  day.style.minHeight = `${day.getBoundingClientRect().height}px`;
  day.replaceChildren(content);
}
