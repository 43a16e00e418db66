import type { TestApp } from "#test/app.ts";

import { Customer } from "./customer.ts";
import type { Goal } from "./goal.ts";
import { type Heard, heardOf } from "./heard.ts";
import { judge, type Verdict } from "./judge.ts";
import { type Move, openWorld } from "./world.ts";

export type Dialogue = Verdict & {
  readonly goal: string;
  readonly seed: number;
  /** How often the customer sent a message or pressed a button. */
  readonly turns: number;
  readonly lines: readonly string[];
  /** For each reply, whether the guard took something in it for untrue. */
  readonly alarms: readonly boolean[];
};

const MOST_TURNS = 22;

/** Runs one customer's conversation and judges it by its effects. The same seed gives the same wording. */
export async function holdDialogue(app: TestApp, goal: Goal, seed: number): Promise<Dialogue> {
  const slug = `${goal.business}-${goal.name
    .replace(/[^a-z0-9]+/gi, "-")
    .toLowerCase()
    .slice(0, 30)}-${seed}`;
  const world = await openWorld(app, goal, slug.replace(/-+/g, "-"));
  const customer = new Customer(goal, world, seed * 7919 + goal.name.length);
  const lines: string[] = [];
  let heard: Heard | undefined;
  let turns = 0;
  for (;;) {
    const move = await customer.next(heard);
    if (!move) break;
    lines.push(`customer: ${wordsOf(move)}`);
    heard = heardOf(await world.chat(move));
    lines.push(`frontdesk [${heard.phase}]: ${linesOf(heard)}`);
    turns += 1;
    if (turns >= MOST_TURNS) {
      customer.gaveUp ??= "it took too long";
      break;
    }
  }
  const after = await world.visits();
  const verdict = judge(goal, { before: world.before, after, waiting: await world.waiting() }, customer);
  return { goal: goal.name, seed, turns, lines, alarms: await world.alarms(), ...verdict };
}

function wordsOf(move: Move): string {
  return move.kind === "say" ? move.text : `[${move.kind}]`;
}

function linesOf(heard: Heard): string {
  const slots = heard.slots.map((slot) => `${slot.start_local} ${slot.staff?.name ?? ""}`.trim());
  return [
    heard.text,
    ...(slots.length > 0 ? [`{${slots.join(", ")}}`] : []),
    ...(heard.confirm ? [`{confirm: ${heard.confirm.summary}}`] : []),
    ...(heard.bookings > 0 ? ["{booked}"] : []),
  ].join(" ");
}
