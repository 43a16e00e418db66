/** The messages on the page of a conversation, and how they change. */

/**
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} kind
 * @returns {T}
 */
export function part(selector, kind) {
  const found = document.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`The page has no ${selector}.`);
  return found;
}

const NEAR = 80;

export function createLog() {
  const scroll = part("[data-scroll]", HTMLElement);
  const log = part("[data-log]", HTMLElement);
  const coming = part("[data-coming]", HTMLElement);
  const status = part("[data-announce]", HTMLElement);
  /** @type {HTMLElement | undefined} */
  let turn;
  /** @type {HTMLElement | undefined} The text being written. */
  let growing;

  const toEnd = () => scroll.scrollTo({ top: scroll.scrollHeight });
  const isAtEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR;
  /** Scrolls along, unless the reader has scrolled back. @param {() => void} change */
  const keepEnd = (change) => {
    const follows = isAtEnd();
    change();
    if (follows) toEnd();
  };

  return {
    toEnd,
    /** Begins a turn with the customer's words, and room for the answer. @param {string} text */
    begin: (text) => {
      turn = element("div", "turn");
      turn.tabIndex = -1;
      const said = element("p", "said said-there");
      said.append(hidden("You: "), wrapped(text));
      turn.append(said);
      log.append(turn);
      retire(turn);
    },
    /** Makes room for the answer to the last turn. */
    goOn: () => {
      turn = lastTurn(log);
      turn?.querySelector("[data-wait]")?.remove();
    },
    /** Shows that the answer has not begun. */
    wait: () => {
      growing = undefined;
      const dots = element("p", "writing");
      dots.setAttribute("aria-hidden", "true");
      dots.append(element("i"), element("i"), element("i"));
      coming.replaceChildren(dots);
      coming.hidden = false;
      status.textContent = "The assistant is writing.";
      toEnd();
    },
    /** @param {string} text */
    addText: (text) =>
      keepEnd(() => {
        noDots(coming);
        if (!growing) {
          growing = element("p", "said said-here");
          coming.append(growing);
        }
        growing.textContent = unbroken(growing.textContent + text);
      }),
    /** Replaces all text of this answer. @param {string} text */
    replaceText: (text) =>
      keepEnd(() => {
        noDots(coming);
        for (const said of coming.querySelectorAll(".said-here")) said.remove();
        growing = element("p", "said said-here");
        growing.append(unbroken(text));
        coming.append(growing);
      }),
    /** Adds a part rendered by the server. @param {string} html */
    addPart: (html) =>
      keepEnd(() => {
        noDots(coming);
        growing = undefined;
        coming.insertAdjacentHTML("beforeend", html);
      }),
    /** The answer is complete: only now do screen readers read it, as a whole. */
    end: () =>
      keepEnd(() => {
        noDots(coming);
        turn?.append(...coming.childNodes);
        coming.hidden = true;
        status.textContent = "";
      }),
    /** Gives up on the answer for now. */
    giveUp: () => {
      coming.replaceChildren();
      coming.hidden = true;
      status.textContent = "";
    },
    /** Removes the customer's words, because they were not accepted. */
    takeBack: () => turn?.remove(),
    focusTurn: () => turn?.focus({ preventScroll: true }),
    /** Adds the earlier turns, rendered by the server. @param {string} html */
    fill: (html) => {
      log.insertAdjacentHTML("beforeend", html);
      toEnd();
    },
    /** The state of the last turn that the server has rendered. */
    last: () => {
      const { last = "", waiting, over } = lastTurn(log)?.dataset ?? {};
      return { id: last, isWaiting: waiting !== undefined, isOver: over !== undefined };
    },
  };
}

/** @param {HTMLElement} coming */
function noDots(coming) {
  coming.querySelector(".writing")?.remove();
}

/** @param {HTMLElement} log */
function lastTurn(log) {
  const last = log.lastElementChild;
  return last instanceof HTMLElement ? last : undefined;
}

/** Disables the buttons of earlier turns. @param {HTMLElement} turn */
function retire(turn) {
  for (const button of document.querySelectorAll("[data-log] button")) {
    if (button instanceof HTMLButtonElement && !turn.contains(button)) button.disabled = true;
  }
  document.querySelector("[data-openings]")?.remove();
}

/**
 * @param {string} name
 * @param {string} [className]
 */
function element(name, className) {
  const made = document.createElement(name);
  if (className !== undefined) made.className = className;
  return made;
}

/** With no-break spaces in times, as the server writes them: no line begins with "pm". @param {string} text */
function unbroken(text) {
  return text.replaceAll(/(\d) (?=[ap]m\b)/g, "$1\u00A0");
}

/** @param {string} text */
function hidden(text) {
  const made = element("span", "hidden");
  made.textContent = text;
  return made;
}

/** @param {string} text */
function wrapped(text) {
  const made = element("bdi");
  made.textContent = text;
  return made;
}
