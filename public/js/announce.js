/**
 * Says something to whoever listens to the page rather than looks at it.
 * @param {string} text
 */
export function announce(text) {
  const place = document.querySelector("[data-announce]");
  if (place) place.textContent = text;
}
