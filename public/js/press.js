/** Milliseconds to wait, after a finger is lifted, for the click that may follow. */
const TAP = 100;

/**
 * Callbacks waiting for the end of a press; undefined while nothing is pressed.
 * @type {(() => void)[] | undefined}
 */
let waiting;

/**
 * Resolves once nothing is pressed and the resulting click is over; at once if nothing is pressed. An element
 * that is replaced between pointerdown and pointerup gets no click, so the press would be lost.
 * @returns {Promise<void>}
 */
export async function untilReleased() {
  if (waiting) await new Promise(wait);
}

/** @param {(nothing: void) => void} next */
function wait(next) {
  waiting?.push(next);
}

/** Watches presses by finger, mouse or space bar, which clicks when it is released. */
export function watchPresses() {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const press = () => {
    clearTimeout(timer);
    waiting ??= [];
  };
  const release = (/** @type {number} */ wait) => {
    clearTimeout(timer);
    timer = setTimeout(goOn, wait);
  };
  addEventListener("pointerdown", ({ isPrimary, button }) => {
    if (isPrimary && button === 0) press();
  });
  addEventListener("pointerup", ({ isPrimary }) => {
    if (isPrimary) release(TAP);
  });
  addEventListener("keydown", ({ key }) => {
    if (key === " ") press();
  });
  // The click's own handlers run before anything that waits.
  for (const end of ["keyup", "click", "pointercancel"]) addEventListener(end, () => release(0));
  // A context menu or another window may swallow the end of a press.
  for (const away of ["contextmenu", "blur"]) addEventListener(away, () => release(0));
}

function goOn() {
  const queue = waiting ?? [];
  waiting = undefined;
  for (const next of queue) next();
}
