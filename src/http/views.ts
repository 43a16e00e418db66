import { join } from "node:path";
import { Eta } from "eta";

import { assetUrl } from "./assets.ts";

/** A page lacks a value that it shows: a bug, which must never become a blank in the page. */
export class MissingValueError extends Error {
  override readonly name = "MissingValueError";
  constructor() {
    super("A view shows a value that its model does not have.");
  }
}

const eta = new Eta({
  views: join(import.meta.dirname, "../../views"),
  cache: true,
  autoEscape: true,
  escapeFunction: escapeValue,
});

/**
 * Renders a page from `views/`; in the view, `it` is the model and `it.asset(path)` the URL of a file in
 * `public/`. Everything between `<%=` and `%>` is escaped, in quoted attributes too.
 */
export function renderView(name: string, model: object): string {
  return eta.render(`/${name}`, { asset: assetUrl, ...model });
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  // HTML cannot contain NUL, not even escaped: use the replacement character.
  "\0": "\uFFFD",
};

function escapeValue(value: unknown): string {
  if (typeof value !== "string" && typeof value !== "number") throw new MissingValueError();
  return String(value).replace(/[&<>"'\0]/g, (character) => ENTITIES[character] ?? "");
}
