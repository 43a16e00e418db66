/**
 * A form with `data-send-once` is sent once: a second tap while the answer is on its way does nothing. The
 * server counts two for one as well; this only spares people the wait.
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
  // Back from the next page, the browser shows this one as it was left.
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sending]")) {
      form.removeAttribute("data-sending");
      for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
    }
  });
}
