/**
 * The launcher: a button in the corner of somebody's site that opens the chat in a frame.
 *
 *     <script src="https://book.example/widget.js" data-tenant="luna" async></script>
 *
 * Nothing else runs on their page: no cookies, no storage, no inline code, and their styles are not touched. It
 * loads one small module (script-src) and, when needed, the frame (frame-src).
 */
(() => {
  /** The prefix of the business's paths, filled in by the server; null on the platform's own address. */
  const HERE = /** @type {string | null} */ (null);
  const READY_WITHIN = 10_000;
  const MARK = "data-frontdesk-chat";

  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement) || document.querySelector(`[${MARK}]`)) return;
  const { origin } = new URL(script.src);
  const { tenant = "", side } = script.dataset;
  const base = origin + (HERE ?? `/t/${encodeURIComponent(tenant)}`);

  /**
   * @typedef {{ readonly accent: string, readonly onAccent: string }} Colors
   * @typedef {{ readonly business: string, readonly light: Colors, readonly dark: Colors }} Look
   */

  /** @param {Look} look */
  function start(look) {
    const name = `Chat with ${look.business}`;
    const host = make("div", { [MARK]: "" });
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles(look));
    root.adoptedStyleSheets = [sheet];

    const button = make("button", {
      class: "launcher",
      type: "button",
      "aria-haspopup": "dialog",
      "aria-expanded": "false",
      "aria-label": name,
    });
    button.append(drawing("M4 5.5h16v11H9.5L5 20.5v-4H4z"), make("span", { class: "dot" }));
    const panel = make("div", { class: "panel", role: "dialog", "aria-modal": "true", "aria-label": name });
    panel.hidden = true;
    root.append(button, panel);
    document.body.append(host);

    /** @type {HTMLIFrameElement | undefined} */
    let frame;
    let isReady = false;

    /** @param {"opened" | "first" | "last"} what */
    const say = (what) => frame?.contentWindow?.postMessage({ frontdesk: what }, origin);

    function load() {
      if (frame) return;
      frame = make("iframe", {
        title: name,
        src: `${base}/chat?embed=${encodeURIComponent(location.origin)}`,
      });
      // Focus stays in the panel: leaving the frame at one end, it re-enters at the other.
      panel.append(edge("last"), frame, edge("first"));
      setTimeout(() => isReady || instead(), READY_WITHIN);
    }

    /** @param {"first" | "last"} end */
    function edge(end) {
      const stop = make("span", { tabindex: "0" });
      stop.addEventListener("focus", () => {
        frame?.focus();
        say(end);
      });
      return stop;
    }

    /** Their CSP, ours, or a blocker prevents the frame. */
    function instead() {
      const text = make("p", {});
      const link = make("a", { href: `${base}/chat`, target: "_blank", rel: "noopener" });
      link.textContent = "Open it in a new tab";
      const shut = make("button", { type: "button" });
      shut.textContent = "Close";
      shut.addEventListener("click", close);
      text.append("The chat doesn't open on this page.");
      const box = make("div", { class: "instead" });
      box.append(text, link, shut);
      panel.replaceChildren(box);
      if (!panel.hidden) link.focus();
    }

    function open() {
      load();
      panel.hidden = false;
      button.setAttribute("aria-expanded", "true");
      host.classList.add("open");
      noted(false);
      const first = panel.querySelector("a");
      if (first) first.focus();
      else frame?.focus();
      if (isReady) say("opened");
    }

    function close() {
      if (panel.hidden) return;
      panel.hidden = true;
      button.setAttribute("aria-expanded", "false");
      host.classList.remove("open");
      button.focus();
    }

    /** An answer arrived while closed. @param {boolean} isNew */
    function noted(isNew) {
      button.classList.toggle("new", isNew);
      button.setAttribute("aria-label", isNew ? `${name}: a new answer` : name);
    }

    button.addEventListener("click", () => (panel.hidden ? open() : close()));
    for (const soon of ["pointerenter", "focus"]) button.addEventListener(soon, load, { once: true });
    root.addEventListener("keydown", (event) => {
      if (event instanceof KeyboardEvent && event.key === "Escape") close();
    });
    addEventListener("message", (event) => {
      if (event.origin !== origin || event.source !== frame?.contentWindow) return;
      const what = /** @type {{ frontdesk?: unknown } | null} */ (event.data)?.frontdesk;
      if (what === "close") close();
      if (what === "answered" && panel.hidden) noted(true);
      if (what !== "ready") return;
      isReady = true;
      if (!panel.hidden) say("opened");
    });
  }

  /**
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag
   * @param {Readonly<Record<string, string>>} attributes
   */
  function make(tag, attributes) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  }

  /** @param {string} path */
  function drawing(path) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const line = document.createElementNS(svg.namespaceURI, "path");
    line.setAttribute("d", path);
    svg.append(line);
    return svg;
  }

  /** @param {Look} look */
  function styles({ light, dark }) {
    const at = side === "left" ? "left" : "right";
    /** @param {Colors} colors */
    const colors = ({ accent, onAccent }) => `--accent: ${accent}; --on-accent: ${onAccent};`;
    return `
:host { all: initial; ${colors(light)} --ground: #fbfaf8; --ink: #1c1a17; --line: #ddd7ce; }
@media (prefers-color-scheme: dark) {
  :host { ${colors(dark)} --ground: #171614; --ink: #f3f0eb; --line: #3d3934; }
}
@media print { :host { display: none; } }
* { box-sizing: border-box; }
.launcher, .panel { position: fixed; z-index: 2147483000; ${at}: max(20px, env(safe-area-inset-${at})); }
.launcher {
  bottom: max(20px, env(safe-area-inset-bottom)); display: grid; place-items: center; width: 56px; height: 56px;
  padding: 0; border: 0; border-radius: 50%; background: var(--accent); color: var(--on-accent); cursor: pointer;
  box-shadow: 0 1px 3px rgb(0 0 0 / 20%), 0 6px 20px rgb(0 0 0 / 16%);
}
.launcher:hover { filter: brightness(0.94); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
svg { width: 26px; height: 26px; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linejoin: round; }
.dot {
  display: none; position: absolute; top: 2px; ${at}: 2px; width: 14px; height: 14px; border-radius: 50%;
  border: 2px solid var(--ground); background: #c62828;
}
.new .dot { display: block; }
.panel {
  bottom: 92px; display: flex; flex-direction: column; width: 400px; max-width: calc(100vw - 40px);
  height: min(640px, calc(100dvh - 112px)); overflow: hidden; border: 1px solid var(--line); border-radius: 14px;
  background: var(--ground); color: var(--ink); box-shadow: 0 2px 6px rgb(0 0 0 / 10%), 0 16px 48px rgb(0 0 0 / 18%);
}
.panel[hidden] { display: none; }
iframe { flex: 1; width: 100%; border: 0; color-scheme: light dark; }
.instead {
  margin: auto; padding: 24px; font: 17px/1.5 system-ui, sans-serif; text-align: center;
  display: grid; gap: 16px; justify-items: center;
}
.instead p { margin: 0; }
.instead a { color: var(--accent); }
.instead button { min-height: 44px; padding: 0 20px; font: inherit; cursor: pointer; }
@media (max-width: 480px), (max-height: 480px) {
  .panel { inset: 0; width: 100%; max-width: none; height: 100dvh; border: 0; border-radius: 0; }
  :host(.open) .launcher { display: none; }
}
@media (prefers-reduced-motion: no-preference) {
  .panel { animation: come 140ms ease-out; }
  @keyframes come { from { opacity: 0; transform: translateY(8px); } }
}`;
  }

  import(`${base}/chat/look.js`).then(
    (/** @type {{ default: Look }} */ { default: look }) => {
      if (document.body) start(look);
      else addEventListener("DOMContentLoaded", () => start(look));
    },
    () => {
      // There is no assistant, so there is no button.
    },
  );
})();
