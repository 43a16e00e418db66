/** The part of a page that changes in place (`data-region`): days, and the times of one of them. */

/** @param {ParentNode} page */
export function regionOf(page) {
  const region = page.querySelector("[data-region]");
  return region instanceof HTMLElement ? region : null;
}

/**
 * Shapes of times where the times will be, as many as the day has; nothing around them moves.
 * @param {HTMLElement} region
 * @param {number} count
 */
export function showShapes(region, count) {
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
 * Says calmly that nothing came, with a link to try again: one that works without us, too.
 * @param {HTMLElement} region
 * @param {string} href
 */
export function showProblem(region, href) {
  const notice = document.createElement("div");
  notice.className = "notice notice-calm";
  notice.setAttribute("role", "alert");
  const title = document.createElement("p");
  title.className = "notice-title";
  title.textContent = "These times did not arrive.";
  const text = document.createElement("p");
  text.textContent = "Perhaps the connection was lost for a moment. Nothing else is lost.";
  const again = document.createElement("a");
  again.className = "button";
  again.href = href;
  again.dataset["inPlace"] = "";
  again.textContent = "Try again";
  const action = document.createElement("p");
  action.append(again);
  notice.append(title, text, action);
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
  // Held at its height, so that what stands below stays where it is.
  day.style.minHeight = `${day.getBoundingClientRect().height}px`;
  day.replaceChildren(content);
}
