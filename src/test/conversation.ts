import {
  type Brain,
  type BrainTurn,
  type EngineEvent,
  type GateOutcome,
  handleTurn,
  type NumberedEvent,
  startConversation,
  type ToolResult,
  type TurnInput,
} from "#modules/conversation/index.ts";

import type { Capabilities, TenantContext } from "#tenancy/context.ts";

import type { Salon } from "./salon.ts";

/** What a brain does in a turn: uses its tools, and returns what it says. */
export type Script = (turn: BrainTurn) => string | undefined;

/** A brain that follows a script. */
export function scriptedBrain(script: Script): Brain {
  return {
    name: "builtin",
    // oxlint-disable-next-line typescript/require-await -- a brain may take its time
    async *speak(turn) {
      const text = script(turn);
      if (text !== undefined) yield { text };
    },
  };
}

/** The result of one turn, as its customer and its brain saw it. */
export type Heard = {
  readonly events: readonly EngineEvent[];
  readonly ids: readonly string[];
  readonly gate: GateOutcome | undefined;
  readonly results: readonly ToolResult[];
  readonly text: string;
};

export type CallsOf = (turn: BrainTurn) => readonly (readonly [name: string, args: object])[];

/** A conversation with a business whose brain is scripted for each turn. */
export class Talk {
  readonly salon: Salon;
  readonly id: string;
  readonly greeting: string;

  constructor(salon: Salon, { addressHash = null as string | null } = {}) {
    this.salon = salon;
    const started = startConversation(this.ctx(), { channel: "chat", addressHash, userAgent: "test" });
    this.id = started.conversationId;
    this.greeting = started.greeting;
  }

  /** Replaces the salon's own, if set. */
  capabilities: Capabilities | undefined;

  status: TenantContext["tenant"]["status"] = "active";

  ctx(): TenantContext {
    const salons = this.salon.ctx({ kind: "customer", id: null, channel: "chat" });
    const ctx = { ...salons, tenant: { ...salons.tenant, status: this.status } };
    return this.capabilities ? { ...ctx, capabilities: this.capabilities } : ctx;
  }

  /** The customer says something, and the brain makes these calls. */
  says(text: string, calls: CallsOf = () => [], clientMessageId?: string): Promise<Heard> {
    return this.does({ kind: "message", text, clientMessageId }, calls);
  }

  async does(
    input: TurnInput,
    calls: CallsOf = () => [],
    signal = new AbortController().signal,
  ): Promise<Heard> {
    let gate: GateOutcome | undefined;
    const results: ToolResult[] = [];
    const brain = scriptedBrain((turn) => {
      gate = turn.gate;
      for (const [name, args] of calls(turn)) results.push(turn.tools.run({ name, args }));
      return "Certainly.";
    });
    const turn = handleTurn(this.ctx(), this.id, input, { chooseBrain: () => brain, signal });
    const numbered: NumberedEvent[] = [];
    for await (const event of turn) numbered.push(event);
    await turn.settled;
    const events = numbered.map(({ event }) => event);
    const text = events.map((event) => ("text" in event ? event.text : "")).join("");
    return { events, ids: numbered.map(({ id }) => id), gate, results, text };
  }
}
