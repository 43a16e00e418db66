import type { TurnEvent } from "./engine.ts";

/** Writes events as server-sent events (HTML standard, 9.2). */
export type Frame = (turn: TurnEvent) => string;

/** `event: slots` with the event's fields as JSON. */
export const apiFrame: Frame = ({ id, event }) => {
  const { event: name, ...data } = event;
  return frameOf(id, name, data);
};

/** One frame; JSON has no line breaks. What has no id cannot be resumed after. */
export function frameOf(id: string, name: string, data: unknown): string {
  return `${id === "" ? "" : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Neighbouring pieces of text as one, under the id of the last of them. */
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
