import { type Instant, parseInstant } from "#kernel/instant.ts";
import { unbrokenTimes } from "#kernel/time-label.ts";
import type { Zone } from "#kernel/zone.ts";
import { type EngineEvent, eventsOf, type TraceEntry, type TurnRow } from "#modules/conversation/index.ts";
import { momentWords } from "#modules/portal/index.ts";

/** One turn of a conversation, as the business sees it afterwards. */
export type SaidTurn = {
  readonly text: string;
  readonly parts: readonly { readonly kind: "text" | "act"; readonly text: string }[];
  /** Who spoke, and how long it took. */
  readonly by: string;
  readonly trace: readonly Step[];
};

/** A tool call made for the answer. */
type Step = {
  readonly what: string;
  readonly details: readonly { readonly name: string; readonly value: string }[];
};

/** Times are shown in the business's zone, relative to today. */
type Reader = { readonly zone: Zone; readonly now: Instant };

const BRAINS: Readonly<Record<string, string>> = {
  builtin: "The built-in assistant",
  openai: "OpenAI",
  anthropic: "Anthropic",
};

export function saidTurn(turn: TurnRow, reader: Reader): SaidTurn {
  const trace = turn.trace === null ? [] : (JSON.parse(turn.trace) as TraceEntry[]);
  const who = BRAINS[turn.brain ?? ""] ?? "No answer";
  const time = turn.ms === null ? [] : [`${turn.ms} ms`];
  const steps = trace.length === 0 ? [] : [trace.length === 1 ? "1 step" : `${trace.length} steps`];
  return {
    text: turn.text,
    parts: partsOf(eventsOf(turn), reader),
    by: [who, ...time, ...steps].join(", "),
    trace: trace.map(stepOf),
  };
}

/** Text as the customer finally saw it, in one piece, with what was shown in between. */
function partsOf(events: readonly EngineEvent[], reader: Reader): SaidTurn["parts"] {
  const parts: { kind: "text" | "act"; text: string }[] = [];
  for (const event of events) {
    const last = parts.at(-1);
    if (event.event === "delta" && last?.kind === "text") last.text += event.text;
    else if (event.event === "delta") parts.push({ kind: "text", text: event.text });
    else if (event.event === "replace") parts.splice(0, parts.length, { kind: "text", text: event.text });
    else {
      const text = actWords(event, reader);
      if (text !== undefined) parts.push({ kind: "act", text });
    }
  }
  for (const part of parts) part.text = unbrokenTimes(part.text);
  return parts;
}

function actWords(
  event: Exclude<EngineEvent, { event: "delta" | "replace" }>,
  reader: Reader,
): string | undefined {
  switch (event.event) {
    case "slots":
      return `Offered: ${event.slots.map(({ start, staff }) => `${when(start, reader)}${staff ? ` with ${staff.name}` : ""}`).join("; ")}`;
    case "confirm":
      return `To confirm:\n${event.summary}`;
    case "booking":
      return `Visit ${event.booking.status}: ${event.booking.service.name}, ${when(event.booking.start, reader)}`;
    case "handoff":
      return `Handed to a person: ${event.reason}`;
    case "error":
      return `Not done: ${event.message}`;
    case "done":
      return undefined;
  }
}

function when(start: string, { zone, now }: Reader): string {
  const at = parseInstant(start);
  return at === undefined ? start : momentWords(zone, at, now);
}

function stepOf(entry: TraceEntry): Step {
  switch (entry.kind) {
    case "tool":
      return { what: `${entry.name} → ${entry.code}`, details: detailsOf(entry.args) };
    case "gate":
      return { what: `gate → ${entry.outcome}`, details: [] };
    case "guard":
      return { what: `guard: ${entry.offence}`, details: [{ name: "held back", value: entry.words }] };
    case "taken_over":
      return { what: `${entry.from} → ${entry.to}`, details: [{ name: "because", value: entry.reason }] };
  }
}

/** The arguments of a tool call, without empty ones. A model may send anything. */
function detailsOf(args: unknown): Step["details"] {
  if (typeof args !== "object" || args === null) return [{ name: "asked", value: JSON.stringify(args) }];
  return Object.entries(args)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ({ name, value: typeof value === "string" ? value : JSON.stringify(value) }));
}
