import { announce } from "./announce.js";

/**
 * Counts down silently how long a time is still held (`data-countdown`, in seconds from now), and announces the
 * end. It counts from the load of the page, because a phone's own clock may be wrong.
 */
export function countDown() {
  const kept = document.querySelector("[data-countdown]");
  if (!(kept instanceof HTMLElement)) return;
  const place = kept.querySelector("[data-left]");
  const end = performance.now() + Number(kept.dataset["countdown"]) * 1000;
  let before = Number.POSITIVE_INFINITY;
  const tick = () => {
    // The region was replaced.
    if (!kept.isConnected) return clearInterval(ticking);
    const left = Math.ceil((end - performance.now()) / 1000);
    if (place) place.textContent = left > 0 ? words(left) : "";
    if (before > 60 && left <= 60 && left > 0)
      announce("We're holding this time for you for one more minute.");
    before = left;
    if (left > 0) return;
    clearInterval(ticking);
    kept.dataset["over"] = "";
    announce(kept.querySelector("[data-ended]")?.textContent?.trim() ?? "");
    document.dispatchEvent(new Event("countdown-over"));
  };
  const ticking = setInterval(tick, 1000);
  tick();
}

/** @param {number} seconds */
function words(seconds) {
  return seconds > 60 ? `${Math.ceil(seconds / 60)} min left` : `${seconds} s left`;
}
