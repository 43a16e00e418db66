/**
 * Announces a text to screen readers.
 * @param {string} text
 */
export function announce(text) {
  const place = document.querySelector("[data-announce]");
  if (place) place.textContent = text;
}
