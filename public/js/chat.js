/** The conversation without reloads: submits the page's own forms and shows answers as they are written. */
import { meetLauncher } from "./chat-embed.js";
import { createLog, part } from "./chat-log.js";
import { keepSession, session } from "./chat-session.js";
import { createWire } from "./chat-wire.js";

const { events = "", logHref = "", embeddedBy } = document.body.dataset;
const log = createLog();
const wire = createWire({ events });
const write = part("[data-write]", HTMLFormElement);
const message = part("textarea", HTMLTextAreaElement);
const send = part(".chat-send", HTMLButtonElement);
const trouble = part("[data-trouble]", HTMLElement);
const launcher =
  embeddedBy !== undefined && parent !== window ? meetLauncher(embeddedBy, { opened }) : undefined;

/** Sends again what could not be delivered. @type {(() => void) | undefined} */
let undelivered;
let isBusy = false;
/** Sends what was written while an answer was under way: one at a time. @type {(() => void) | undefined} */
let following;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  if ("anew" in form.dataset && launcher) {
    event.preventDefault();
    keepSession("");
    location.reload();
  }
  if (!("say" in form.dataset)) return;
  event.preventDefault();
  const saying = () => say(form, event.submitter);
  if (isBusy) following = saying;
  else saying();
});
message.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  write.requestSubmit(send);
});
message.addEventListener("input", grow);
part("[data-again]", HTMLButtonElement).addEventListener("click", () => undelivered?.());
addEventListener("online", () => undelivered?.());

void begin();

/** In a frame, loads the earlier turns; then receives an answer that is still being written. */
async function begin() {
  if (embeddedBy !== undefined && session() !== "") {
    const answer = await fetch(logHref, { headers: { authorization: `Bearer ${session()}` } }).catch(
      () => undefined,
    );
    if (answer?.ok) log.fill(await answer.text());
    else if (answer?.status === 404) keepSession("");
  }
  const { id, isWaiting, isOver } = log.last();
  wire.startAfter(id);
  showOver(isOver);
  log.toEnd();
  grow();
  if (!isWaiting) return;
  busy(true);
  log.goOn();
  log.wait();
  const isAnswered = await wire.resume(receive);
  busy(false);
  if (isAnswered) return sayFollowing();
  log.giveUp();
  showTrouble("The answer didn't arrive. Could you say it again?");
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} button
 */
function say(form, button) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.set(name, value);
  // Set here, because older browsers ignore the submitter in `new FormData(form, submitter)`.
  if (button instanceof HTMLButtonElement && button.name !== "") fields.set(button.name, button.value);
  const text = fields.get("message")?.trim();
  if (text === "") return;
  if (text !== undefined) fields.set("client_message_id", aName());
  if (fields.has("slot_id")) button?.setAttribute("aria-pressed", "true");
  log.begin(text ?? button?.dataset["words"] ?? "Yes");
  if (form === write) clear();
  else log.focusTurn();
  void deliver(form.action, fields, text);
}

/**
 * @param {string} action
 * @param {URLSearchParams} fields
 * @param {string | undefined} text
 */
async function deliver(action, fields, text) {
  busy(true);
  trouble.hidden = true;
  undelivered = undefined;
  const delivered = await wire.send(action, fields, { receive, anew: log.wait });
  busy(false);
  if (delivered.kind === "done") return sayFollowing();
  following = undefined;
  log.giveUp();
  if (delivered.kind === "refused" && delivered.status === 413) {
    log.takeBack();
    message.value = text ?? "";
    grow();
    return showTrouble(delivered.message);
  }
  undelivered = () => void deliver(action, fields, text);
  const isOften = delivered.kind === "refused" && delivered.status === 429;
  if (isOften) return showTrouble("One moment, please. That was a lot at once.");
  showTrouble(
    delivered.kind === "refused" && delivered.message !== ""
      ? delivered.message
      : "The connection was lost, and your message may not have arrived. Nothing is said or booked twice.",
  );
}

function sayFollowing() {
  const next = following;
  following = undefined;
  next?.();
}

/** @param {import("./chat-frames.js").StreamEvent} event */
function receive({ name, data }) {
  if (name === "text") log.addText(String(data["text"]));
  if (name === "replace") log.replaceText(String(data["text"]));
  if (name === "part") log.addPart(String(data["html"]));
  if (name !== "done") return;
  log.end();
  showOver(data["is_over"] === true);
  launcher?.answered();
}

/** @param {string} words */
function showTrouble(words) {
  part("[data-trouble-words]", HTMLElement).textContent = words;
  part("[data-again]", HTMLElement).hidden = undelivered === undefined;
  trouble.hidden = false;
  log.toEnd();
}

/** @param {boolean} isOver */
function showOver(isOver) {
  part("[data-over]", HTMLElement).hidden = !isOver;
  write.classList.toggle("chat-away", isOver);
}

/** @param {boolean} now */
function busy(now) {
  isBusy = now;
  send.setAttribute("aria-disabled", String(now));
}

/** The launcher has opened the chat: with a keyboard, the customer can type at once. */
function opened() {
  if (matchMedia("(pointer: fine)").matches) message.focus();
  else part("[data-scroll]", HTMLElement).focus();
  log.toEnd();
}

function clear() {
  message.value = "";
  grow();
}

/** Fits the field's height to its text, if the browser cannot (`field-sizing`). */
function grow() {
  if (CSS.supports("field-sizing", "content")) return;
  message.style.height = "auto";
  message.style.height = `${message.scrollHeight + 2}px`;
}

/** An id for a message, so that it counts once however often it is sent. */
function aName() {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
