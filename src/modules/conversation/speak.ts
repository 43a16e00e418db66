import type {
  Brain,
  BrainName,
  BrainNote,
  BrainTurn,
  ChooseBrain,
  PastMessage,
  PickOutcome,
} from "./brain.ts";
import type { DraftUpdate } from "./draft/index.ts";
import type { GateOutcome } from "./gate-outcome.ts";
import { createToolExecutor } from "./tools/executor.ts";
import { unspoken } from "./unspoken.ts";
import type { TurnWork } from "./turn-work.ts";
import { messagesBefore } from "./turns.ts";
import { createOutlet } from "./outlet.ts";

export type SpeakOptions = {
  readonly heard: DraftUpdate;
  readonly gate: GateOutcome;
  readonly picked: PickOutcome | undefined;
  readonly chooseBrain: ChooseBrain;
  readonly signal: AbortSignal;
};

/** How many earlier messages a brain is given. */
const HISTORY = 16;

/**
 * Has a brain answer the turn, each sentence passing the guard. Returns the brain whose answer the customer
 * got.
 */
export async function speak(work: TurnWork, options: SpeakOptions): Promise<BrainName> {
  const { ctx, uses, trace } = work;
  const brain = options.chooseBrain(ctx);
  if (!brain.answersAtOnce) work.begun.store();
  const outlet = createOutlet(work);
  let speaker = brain.name;
  const note = (told: BrainNote): void => {
    if (told.kind === "used") uses.push(told.use);
    if (told.kind === "taken_over") trace.push(told);
    if (told.kind === "spoke") speaker = told.brain;
  };
  try {
    await hearOut(brain, brainTurn(work, options, note), outlet);
  } catch (error) {
    if (!options.signal.aborted)
      ctx.log.error({ error: unspoken(error) }, "A brain failed, and nobody took over.");
  }
  outlet.end();
  return speaker;
}

type Outlet = ReturnType<typeof createOutlet>;

/** Reads the brain's output until it ends or nobody is listening any more. */
async function hearOut(brain: Brain, turn: BrainTurn, outlet: Outlet): Promise<void> {
  for await (const output of brain.speak(turn)) {
    if ("restart" in output) outlet.restart();
    else outlet.push(output.text);
    if (turn.signal.aborted) return;
  }
}

function brainTurn(
  work: TurnWork,
  { heard, gate, picked, signal }: SpeakOptions,
  note: BrainTurn["note"],
): BrainTurn {
  const { ctx, begun, row, turn, text, understood } = work;
  let history: readonly PastMessage[] | undefined;
  return {
    ctx,
    conversationId: row.id,
    turn,
    text,
    understood,
    heard,
    gate,
    picked,
    history: () => (history ??= messagesBefore(ctx.db, begun.row).slice(-HISTORY)),
    state: () => work.state,
    setAsked: (asked) => {
      const { asked: _, ...rest } = work.state;
      work.state = asked === undefined ? rest : { ...rest, asked };
    },
    remember: ({ proposed, suggested, misses, again, told }) => {
      const { proposed: _, suggested: __, misses: ___, again: ____, told: _____, ...rest } = work.state;
      work.state = {
        ...rest,
        ...(proposed !== undefined && { proposed }),
        ...(suggested !== undefined && { suggested }),
        ...(misses !== undefined && { misses }),
        ...(again !== undefined && { again }),
        ...(told !== undefined && { told }),
      };
    },
    tools: createToolExecutor(work),
    note,
    signal,
  };
}
