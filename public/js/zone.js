/**
 * Tells visitors in another time zone how far their own clock is from the page's times. An element that names the
 * zone (`New York, UTC−5`) has in `data-zone-at` the instant that the offset is for.
 *
 * @param {ParentNode} part
 */
export function tellZones(part) {
  for (const place of part.querySelectorAll("[data-zone-at]")) {
    if (!(place instanceof HTMLElement)) continue;
    const ahead = minutesAhead(place.textContent ?? "", place.dataset["zoneAt"] ?? "");
    place.removeAttribute("data-zone-at");
    if (ahead) place.append(`. Your clock is ${length(Math.abs(ahead))} ${ahead > 0 ? "ahead" : "behind"}.`);
  }
}

/**
 * @param {string} words
 * @param {string} at
 */
function minutesAhead(words, at) {
  const [zone, sign, hours = "0", minutes = "0"] = /UTC(?:([+−])(\d+)(?::(\d+))?)?/.exec(words) ?? [];
  const here = -new Date(at).getTimezoneOffset();
  const there = (Number(hours) * 60 + Number(minutes)) * (sign === "−" ? -1 : 1);
  return zone === undefined || Number.isNaN(here) ? 0 : here - there;
}

/** @param {number} minutes */
function length(minutes) {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 && `${hours}\u00a0h`, rest > 0 && `${rest}\u00a0min`].filter(Boolean).join("\u00a0");
}
