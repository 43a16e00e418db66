/** Milliseconds of pause in typing after which the number of matches is announced. */
const PAUSE = 400;

/**
 * A long list has a search field before it (`data-narrow`). Each typed word must be the start of a word in the
 * line's text or in its other names (`data-words`); other lines are hidden. The server searches the same way.
 */
export function narrowLists() {
  for (const field of document.querySelectorAll("[data-narrow]")) {
    const list = field.nextElementSibling;
    const input = field.querySelector("input");
    const told = field.querySelector("[role=status]");
    if (!(field instanceof HTMLElement) || !list || !input || !told) continue;
    field.hidden = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const narrow = () => {
      const lines = [...list.children].filter((line) => line instanceof HTMLElement);
      for (const line of lines) line.hidden = !fits(line, input.value);
      const left = lines.filter((line) => !line.hidden).length;
      clearTimeout(timer);
      timer = setTimeout(() => {
        const found = left > 0 ? `${left} of ${lines.length}` : "There's nothing by that name.";
        told.textContent = input.value === "" ? "" : found;
      }, PAUSE);
    };
    input.addEventListener("input", narrow);
    // On the way back from the next page, the browser may restore what was typed.
    if (input.value !== "") narrow();
  }
}

/**
 * @param {HTMLElement} line
 * @param {string} typed
 */
function fits(line, typed) {
  if (line.querySelector("input:checked")) return true;
  const what = line.querySelector(".menu-what") ?? line;
  const words = wordsOf(`${what.textContent} ${line.dataset["words"] ?? ""}`);
  return wordsOf(typed).every((part) => words.some((word) => word.startsWith(part)));
}

/**
 * The words of a text, in lower case without accents.
 * @param {string} text
 */
function wordsOf(text) {
  const plain = text.normalize("NFD").replaceAll(/\p{Mn}/gu, "");
  return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
