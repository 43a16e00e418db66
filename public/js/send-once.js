/**
 * A form with `data-send-once` is submitted once: a second tap before the response does nothing. The server also
 * treats duplicates as one; this only saves people the wait.
 */
export function sendOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !("sendOnce" in form.dataset)) return;
    if ("sending" in form.dataset) {
      event.preventDefault();
      return;
    }
    form.dataset["sending"] = "";
    event.submitter?.setAttribute("aria-disabled", "true");
  });
  // On the way back from the next page, the browser may restore this one as it was left.
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sending]")) {
      form.removeAttribute("data-sending");
      for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
    }
  });
}
