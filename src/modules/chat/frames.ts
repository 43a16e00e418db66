import type { TurnEvent } from "./engine.ts";

/** Formats events as server-sent events (HTML standard, 9.2). */
export type Frame = (turn: TurnEvent) => string;

/** `event: slots` with the event's fields as JSON. */
export const apiFrame: Frame = ({ id, event }) => {
  const { event: name, ...data } = event;
  return frameOf(id, name, data);
};

/** One frame; JSON contains no line breaks. A stream cannot resume after a frame without an id. */
export function frameOf(id: string, name: string, data: unknown): string {
  return `${id === "" ? "" : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Merges adjacent chunks of text into one, under the id of the last. */
export function joined(events: readonly TurnEvent[]): TurnEvent[] {
  const all: TurnEvent[] = [];
  for (const { id, event } of events) {
    const last = all.at(-1)?.event;
    if (event.event === "delta" && last?.event === "delta")
      all[all.length - 1] = { id, event: { event: "delta", text: last.text + event.text } };
    else all.push({ id, event });
  }
  return all;
}
