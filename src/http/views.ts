import { join } from "node:path";
import { Eta } from "eta";

import { assetUrl } from "./assets.ts";

/** A value that a page shows is missing: a mistake of ours, never an empty place in a page. */
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
 * Writes a page from `views/`; `it` in the view is the model, and `it.asset(path)` the address of a file in
 * `public/`. Everything between `<%=` and `%>` is escaped, also within quoted attributes.
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
  // Nothing that HTML can hold, not even escaped: what stands for a character that cannot be shown.
  "\0": "\uFFFD",
};

function escapeValue(value: unknown): string {
  if (typeof value !== "string" && typeof value !== "number") throw new MissingValueError();
  return String(value).replace(/[&<>"'\0]/g, (character) => ENTITIES[character] ?? "");
}
