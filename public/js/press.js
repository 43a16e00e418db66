/** Milliseconds from a finger's leaving to the click that it makes, where it makes one. */
const TAP = 100;

/**
 * What waits for the end of a press; undefined while nothing is pressed.
 * @type {(() => void)[] | undefined}
 */
let waiting;

/**
 * Ends when nothing is pressed any more and the click that came of it is over; at once if nothing is. What is
 * taken from under a finger between its coming and its leaving gets no click: the press would be lost.
 * @returns {Promise<void>}
 */
export async function untilReleased() {
  if (waiting) await new Promise(wait);
}

/** @param {(nothing: void) => void} next */
function wait(next) {
  waiting?.push(next);
}

/** Watches what is pressed on the page: by a finger, a mouse, or the space bar, which presses when it is let go. */
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
  // What the click does is done before anything else gets its turn.
  for (const end of ["keyup", "click", "pointercancel"]) addEventListener(end, () => release(0));
  // The end of a press may be told to a menu, or to another window.
  for (const away of ["contextmenu", "blur"]) addEventListener(away, () => release(0));
}

function goOn() {
  const queue = waiting ?? [];
  waiting = undefined;
  for (const next of queue) next();
}
