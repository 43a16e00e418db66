/** Milliseconds: who types is told what is left when they pause. */
const PAUSE = 400;

/**
 * A long list has a field before it (`data-narrow`) that leaves only the lines in which each typed word begins a word:
 * of what can be read there, or of its other names (`data-words`). The server does the same with what is sent.
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
    // Back from the next page, the browser may show what was typed.
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
 * Small letters without accents.
 * @param {string} text
 */
function wordsOf(text) {
  const plain = text.normalize("NFD").replaceAll(/\p{Mn}/gu, "");
  return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
