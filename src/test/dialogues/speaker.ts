import { chanceOf } from "#test/proof/chance.ts";

import type { Goal, SideQuestion, Step, Twist, Wish } from "./goal.ts";
import type { Heard } from "./heard.ts";
import { finalWish } from "./judge.ts";
import { type Manner, mannerOf } from "./manner.ts";
import { written } from "./noise.ts";
import { SAY, sayOpening, sayService, sayWish } from "./phrases.ts";
import { sayDays, sayTimes, sayWhen, type Tongue } from "./say-when.ts";
import type { Move, World } from "./world.ts";

/** The customer's next move; undefined if they leave. */
export type Next = Move | undefined;

/** A customer's progress towards the goal, and their way of speaking. */
export class Speaker {
  readonly goal: Goal;
  readonly world: World;
  readonly tongue: Tongue;
  readonly manner: Manner;
  readonly open: Step[];
  readonly usedTwists = new Set<Twist>();
  begun = false;
  wish: Wish | undefined;
  lost = 0;
  waitsForAnswer: SideQuestion | undefined;
  picked: string | undefined;
  emailGiven = 0;
  turnsOnStep = 0;
  pending: Heard["confirm"];
  confirmed = 0;
  answered = 0;
  questions = 0;
  handedOver = false;
  gaveUp: string | undefined;

  constructor(goal: Goal, world: World, seed: number) {
    const chance = chanceOf(seed);
    this.goal = goal;
    this.world = world;
    this.manner = mannerOf(chance);
    this.tongue = {
      chance,
      spoken: this.manner.hand === "spoken",
      country: goal.business === "dental" ? "IE" : "US",
    };
    this.open = [...goal.steps];
    this.wish = wishOf(goal.steps[0]);
  }

  get step(): Step | undefined {
    return this.open[0];
  }

  finishStep(): void {
    this.open.shift();
    this.begun = false;
    this.turnsOnStep = 0;
    this.pending = undefined;
    this.picked = undefined;
    this.wish = this.step && wishOf(this.step);
  }

  giveUp(why: string): undefined {
    this.gaveUp = why;
    return undefined;
  }

  say(text: string, keep: readonly string[] = []): Move {
    const { chance } = this.tongue;
    return { kind: "say", text: written(text, this.manner.hand, chance, [...keep, ...this.names()]) };
  }

  exactly(text: string): Move {
    return { kind: "say", text };
  }

  names(): readonly string[] {
    return [...this.goal.person.name.split(" "), ...(this.wish?.staff?.split(" ") ?? [])];
  }

  ask(question: SideQuestion): Move {
    this.questions += 1;
    this.waitsForAnswer = question;
    return this.say(this.tongue.chance.oneOf(question.say));
  }

  begin(step: Step): Next {
    const all = this.manner.opens === "all";
    switch (step.act) {
      case "book":
      case "wait":
        return this.say(all ? sayWish(this.tongue, step.wish) : sayOpening(this.tongue, step.wish));
      case "ask":
        return this.nextQuestion(step);
      case "cancel":
        return this.say(SAY.cancel(this.tongue));
      case "move":
        return this.say(
          all ? `${SAY.move(this.tongue)} ${sayWhen(this.tongue, step.to)}` : SAY.move(this.tongue),
        );
      case "drop":
        return this.say(this.tongue.chance.oneOf(step.say));
      case "look_up":
        return this.say(SAY.lookUp(this.tongue));
      case "person":
        return this.say(SAY.person(this.tongue));
    }
  }

  nextQuestion(step: Extract<Step, { act: "ask" }>): Next {
    const question = step.questions[this.questions];
    if (question) return this.ask(question);
    this.finishStep();
    return this.step ? this.begin(this.step) : undefined;
  }

  twist(step: Step, fits: (twist: Twist) => boolean): Twist | undefined {
    const twists = "twists" in step ? (step.twists ?? []) : [];
    const found = twists.find((one) => !this.usedTwists.has(one) && fits(one));
    if (found) this.usedTwists.add(found);
    return found;
  }

  difference(before: Wish | undefined, after: Wish): string {
    const parts: string[] = [];
    if (before?.services.join() !== after.services.join()) parts.push(sayService(this.tongue, after));
    if (before?.staff !== after.staff && after.staff !== undefined) parts.push(`with ${after.staff}`);
    if (JSON.stringify(before?.days) !== JSON.stringify(after.days))
      parts.push(sayDays(this.tongue, after.days));
    if (JSON.stringify(before?.times) !== JSON.stringify(after.times))
      parts.push(sayTimes(this.tongue, after.times));
    return parts.filter((part) => part !== "").join(" ");
  }

  /** The days and times they ask for: the fallback, once the first choice is not available. */
  whenNow(): string {
    if (!this.wish) return "";
    return sayWhen(this.tongue, this.lost > 0 && this.wish.orElse ? this.wish.orElse : this.wish);
  }

  reference(): Move {
    return this.exactly(SAY.reference(this.tongue, this.world.uid ?? "I have no code"));
  }

  giveEmail(step: Step): Move {
    const twists = "twists" in step ? (step.twists ?? []) : [];
    const typo = twists.find((one) => one.kind === "corrects_email");
    const wrongFirst = step.act === "cancel" && step.wrongEmailFirst === true && this.emailGiven === 0;
    this.emailGiven += 1;
    if (wrongFirst) return this.exactly("someone.else@elsewhere.example");
    if (typo?.kind === "corrects_email" && !this.usedTwists.has(typo)) return this.exactly(typo.wrong);
    return this.exactly(SAY.email(this.tongue, this.goal.person.email));
  }

  restate(step: Step): Next {
    if (this.lost > 0 && this.wish?.orElse) return this.say(SAY.other(this.tongue, this.whenNow()));
    if (step.act === "book" || step.act === "wait")
      return this.say(
        sayWish(this.tongue, this.wish ?? finalWish(step.wish, "twists" in step ? step.twists : undefined)),
      );
    return this.begin(step);
  }
}

function wishOf(step: Step): Wish | undefined {
  if (step.act === "book" || step.act === "wait") return step.wish;
  return step.act === "move" ? step.to : undefined;
}
