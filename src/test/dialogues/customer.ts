import { chanceOf } from "#test/proof/chance.ts";

import { accepts, isFirstChoice } from "./accepts.ts";
import type { Goal, SideQuestion, Step, Twist, Wish } from "./goal.ts";
import { type Heard, type Wanted, wantedIn } from "./heard.ts";
import { declines, finalWish } from "./judge.ts";
import { written } from "./noise.ts";
import { type Manner, mannerOf } from "./manner.ts";
import { SAY, sayOpening, sayService, sayWish } from "./phrases.ts";
import { sayDays, sayTime, sayTimes, sayWhen, type Tongue } from "./say-when.ts";
import { wrongIn } from "./wrong-in.ts";
import type { Move, World } from "./world.ts";

/** What they do next; undefined: they leave. */
type Next = Move | undefined;

/**
 * Somebody who wants something and answers what they are asked. They go by what they see: the words, the times
 * that are offered, the summary. They say yes only to what they want.
 */
export class Customer {
  readonly #goal: Goal;
  readonly #world: World;
  readonly #tongue: Tongue;
  readonly #manner: Manner;
  readonly #open: Step[];
  readonly #usedTwists = new Set<Twist>();
  #begun = false;
  #wish: Wish | undefined;
  #lost = 0;
  #waitsForAnswer: SideQuestion | undefined;
  #picked: string | undefined;
  #emailGiven = 0;
  #turnsOnStep = 0;
  #pending: Heard["confirm"];
  confirmed = 0;
  answered = 0;
  questions = 0;
  handedOver = false;
  gaveUp: string | undefined;

  constructor(goal: Goal, world: World, seed: number) {
    const chance = chanceOf(seed);
    this.#goal = goal;
    this.#world = world;
    this.#manner = mannerOf(chance);
    this.#tongue = {
      chance,
      spoken: this.#manner.hand === "spoken",
      country: goal.business === "dental" ? "IE" : "US",
    };
    this.#open = [...goal.steps];
    this.#wish = wishOf(goal.steps[0]);
  }

  get step(): Step | undefined {
    return this.#open[0];
  }

  async next(heard: Heard | undefined): Promise<Next> {
    if (heard?.error !== undefined) return this.#giveUp(`was told ${heard.error}`);
    if (heard) this.#note(heard);
    if (heard && this.#isDone(heard)) this.#finishStep();
    const { step } = this;
    if (!step) return undefined;
    this.#turnsOnStep += 1;
    if (this.#turnsOnStep > 14) return this.#giveUp(`was still at it: ${step.act}`);
    if (!this.#begun) {
      this.#begun = true;
      return this.#begin(step);
    }
    return await this.#answer(step, heard as Heard);
  }

  #note(heard: Heard): void {
    if (heard.handedOver) this.handedOver = true;
    if (heard.confirm) this.#pending = heard.confirm;
    if (this.#waitsForAnswer?.holds.test(heard.text)) this.answered += 1;
    this.#waitsForAnswer = undefined;
  }

  #isDone(heard: Heard): boolean {
    const { step } = this;
    switch (step?.act) {
      case "book":
      case "move":
        return heard.bookings > 0 || heard.phase === "moved";
      case "cancel":
        return heard.phase === "cancelled" || heard.bookings > 0;
      case "wait":
        return heard.phase === "waitlisted";
      case "person":
        return heard.handedOver;
      case "look_up":
        return this.#begun && step.holds.test(heard.text);
      default:
        return false;
    }
  }

  #finishStep(): void {
    this.#open.shift();
    this.#begun = false;
    this.#turnsOnStep = 0;
    this.#pending = undefined;
    this.#picked = undefined;
    this.#wish = this.step && wishOf(this.step);
  }

  #giveUp(why: string): undefined {
    this.gaveUp = why;
    return undefined;
  }

  #say(text: string, keep: readonly string[] = []): Move {
    const { chance } = this.#tongue;
    return { kind: "say", text: written(text, this.#manner.hand, chance, [...keep, ...this.#names()]) };
  }

  #exactly(text: string): Move {
    return { kind: "say", text };
  }

  #names(): readonly string[] {
    return [...this.#goal.person.name.split(" "), ...(this.#wish?.staff?.split(" ") ?? [])];
  }

  #ask(question: SideQuestion): Move {
    this.questions += 1;
    this.#waitsForAnswer = question;
    return this.#say(this.#tongue.chance.oneOf(question.say));
  }

  #begin(step: Step): Next {
    const all = this.#manner.opens === "all";
    switch (step.act) {
      case "book":
      case "wait":
        return this.#say(all ? sayWish(this.#tongue, step.wish) : sayOpening(this.#tongue, step.wish));
      case "ask":
        return this.#nextQuestion(step);
      case "cancel":
        return this.#say(SAY.cancel(this.#tongue));
      case "move":
        return this.#say(
          all ? `${SAY.move(this.#tongue)} ${sayWhen(this.#tongue, step.to)}` : SAY.move(this.#tongue),
        );
      case "look_up":
        return this.#say(SAY.lookUp(this.#tongue));
      case "person":
        return this.#say(SAY.person(this.#tongue));
    }
  }

  #nextQuestion(step: Extract<Step, { act: "ask" }>): Next {
    const question = step.questions[this.questions];
    if (question) return this.#ask(question);
    this.#finishStep();
    return this.step ? this.#begin(this.step) : undefined;
  }

  async #answer(step: Step, heard: Heard): Promise<Next> {
    if (step.act === "ask") return this.#nextQuestion(step);
    const early = this.#twist(step, (one) => one.kind === "asks" && one.when === "early");
    if (early?.kind === "asks") return this.#ask(early.question);
    if (
      heard.confirm ??
      (heard.phase === "confirm_pending" || heard.phase === "cancel_confirm" ? this.#pending : undefined)
    )
      return await this.#answerSummary(step, heard);
    if (heard.slots.length > 0 && this.#wish) return this.#answerSlots(step, heard, this.#wish);
    return this.#answerQuestion(step, heard, wantedIn(heard.text));
  }

  #twist(step: Step, fits: (twist: Twist) => boolean): Twist | undefined {
    const twists = "twists" in step ? (step.twists ?? []) : [];
    const found = twists.find((one) => !this.#usedTwists.has(one) && fits(one));
    if (found) this.#usedTwists.add(found);
    return found;
  }

  async #answerSummary(step: Step, heard: Heard): Promise<Next> {
    const confirm = heard.confirm ?? this.#pending;
    if (!confirm) return this.#restate(step);
    const twist = this.#twist(step, (one) => one.kind !== "asks" || one.when === "at_confirm");
    if (twist) {
      const said = await this.#twistAtSummary(twist);
      if (said) return said;
    }
    if (declines("twists" in step ? step.twists : undefined)) return undefined;
    const wrong = this.#whatIsWrong(step, confirm.summary);
    if (wrong) return wrong;
    this.confirmed += 1;
    if (this.#manner.saysYes === "button") return { kind: "confirm", token: confirm.confirm_token };
    return this.#say(step.act === "book" ? SAY.yes(this.#tongue) : SAY.yesToChange(this.#tongue));
  }

  async #twistAtSummary(twist: Twist): Promise<Next> {
    switch (twist.kind) {
      case "asks":
        return this.#ask(twist.question);
      case "changes_mind":
      case "yes_but": {
        const before = this.#wish;
        this.#wish = twist.to;
        this.#picked = undefined;
        if (twist.kind === "yes_but")
          return this.#say(SAY.yesBut(this.#tongue, sayWhen(this.#tongue, twist.to)));
        return this.#say(SAY.changed(this.#tongue, this.#difference(before, twist.to)));
      }
      case "corrects_email":
        return this.#exactly(SAY.wrongEmail(this.#tongue, this.#goal.person.email));
      case "loses_the_slot":
        if (this.#picked !== undefined && this.#wish)
          await this.#world.takeAway(this.#wish.services[0], this.#picked);
        return undefined;
      case "dawdles":
        this.#world.pass(twist.minutes);
        return undefined;
      case "declines":
        return this.#say(SAY.no(this.#tongue));
    }
  }

  #difference(before: Wish | undefined, after: Wish): string {
    const parts: string[] = [];
    if (before?.services.join() !== after.services.join()) parts.push(sayService(this.#tongue, after));
    if (before?.staff !== after.staff && after.staff !== undefined) parts.push(`with ${after.staff}`);
    if (JSON.stringify(before?.days) !== JSON.stringify(after.days))
      parts.push(sayDays(this.#tongue, after.days));
    if (JSON.stringify(before?.times) !== JSON.stringify(after.times))
      parts.push(sayTimes(this.#tongue, after.times));
    return parts.filter((part) => part !== "").join(" ");
  }

  /** They read what they are asked to say yes to. */
  #whatIsWrong(step: Step, summary: string): Move | undefined {
    const wish = this.#wish;
    if (!wish) return undefined;
    const { person } = this.#goal;
    const corrections = {
      email: () => this.#exactly(SAY.wrongEmail(this.#tongue, person.email)),
      name: () => this.#exactly(`my name is ${person.name}`),
      service: () => this.#say(SAY.changed(this.#tongue, sayService(this.#tongue, wish))),
      when: () => this.#say(SAY.changed(this.#tongue, sayWhen(this.#tongue, wish))),
      staff: () => this.#say(SAY.changed(this.#tongue, `with ${wish.staff ?? ""}`)),
    } as const;
    const wrong = wrongIn(summary, { act: step.act, wish, person, offered: this.#world.services });
    return wrong && corrections[wrong]();
  }

  #answerSlots(step: Step, heard: Heard, wish: Wish): Next {
    const twist = this.#twist(step, (one) => one.kind === "changes_mind" && one.when === "at_slots");
    if (twist?.kind === "changes_mind") {
      this.#wish = twist.to;
      return this.#say(SAY.changed(this.#tongue, this.#difference(wish, twist.to)));
    }
    const ofPerson = heard.slots.filter(
      ({ staff }) => wish.staff === undefined || wish.services.length > 1 || staff?.name === wish.staff,
    );
    const best = ofPerson.find((slot) => isFirstChoice(wish, slot.start_local));
    const slot =
      best ?? (this.#lost > 0 ? ofPerson.find((one) => accepts(wish, one.start_local)) : undefined);
    if (slot) {
      this.#picked = slot.start_local;
      const at = heard.slots.indexOf(slot);
      return this.#pick(slot.slot_id, at, heard, slot.start_local);
    }
    this.#lost += 1;
    const isFull = heard.phase === "no_slots" || this.#lost > 1;
    if (step.act === "wait" && isFull) return this.#say(SAY.wait(this.#tongue));
    const wanted = sayWhen(this.#tongue, isFull && wish.orElse ? wish.orElse : wish) || "another time";
    const who = wish.staff !== undefined && ofPerson.length === 0 ? ` with ${wish.staff}` : "";
    return this.#say(SAY.other(this.#tongue, wanted + who));
  }

  #pick(slotId: string, at: number, heard: Heard, startLocal: string): Move {
    const time = startLocal.slice(11, 16);
    const alone = heard.slots.filter((one) => one.start_local.slice(11, 16) === time).length === 1;
    if (this.#manner.picks === "time" && alone)
      return this.#say(SAY.atTime(this.#tongue, sayTime(this.#tongue, time)));
    if (this.#manner.picks === "ordinal" && at < 8)
      return this.#say(SAY.nth(this.#tongue, at, heard.slots.length));
    return { kind: "pick", slotId };
  }

  #answerQuestion(step: Step, heard: Heard, wanted: Wanted): Next {
    const managing = step.act === "cancel" || step.act === "move" || step.act === "look_up";
    const answers: Readonly<Record<Wanted, () => Next>> = {
      name: () => this.#exactly(SAY.name(this.#tongue, this.#goal.person.name)),
      contact: () => this.#giveContact(step, managing),
      email: () => this.#giveContact(step, managing),
      reference: () => (managing ? this.#reference() : this.#restate(step)),
      who: () => this.#sayWho(),
      service: () => (this.#wish ? this.#say(sayService(this.#tongue, this.#wish)) : this.#restate(step)),
      when: () => this.#sayWhenAgain(step, heard),
      email_again: () => this.#giveEmail(step),
      waitlist: () => this.#onWaitlist(step),
      ask_owner: () => this.#say("no, leave it"),
      go_ahead: () =>
        managing || step.act === "wait" ? this.#say(SAY.yesToChange(this.#tongue)) : this.#restate(step),
      more: () => this.#restate(step),
      nothing: () => this.#restate(step),
    };
    return answers[wanted]();
  }

  #giveContact(step: Step, managing: boolean): Move {
    const wantsCode = managing && this.#emailGiven > 0 && this.#world.uid !== undefined;
    return wantsCode ? this.#reference() : this.#giveEmail(step);
  }

  #sayWho(): Move {
    const staff = this.#wish?.staff;
    return this.#say(staff === undefined ? SAY.anyone(this.#tongue) : SAY.staff(this.#tongue, staff));
  }

  #sayWhenAgain(step: Step, heard: Heard): Move {
    if (step.act === "wait" && /wait(ing)? ?list/i.test(heard.text)) return this.#say(SAY.wait(this.#tongue));
    // Told once more what there is: then something else has to do.
    if (heard.phase === "no_slots" || NOT_TO_BE_HAD.test(heard.text)) this.#lost += 1;
    return this.#say(this.#whenNow() || "any time is fine");
  }

  #onWaitlist(step: Step): Move {
    if (step.act === "wait")
      return this.#say(this.#lost > 0 ? SAY.yesToChange(this.#tongue) : SAY.wait(this.#tongue));
    this.#lost += 1;
    return this.#say(SAY.other(this.#tongue, this.#whenNow() || "another day"));
  }

  /** What they say of when: the second choice, once the first was not to be had. */
  #whenNow(): string {
    if (!this.#wish) return "";
    return sayWhen(this.#tongue, this.#lost > 0 && this.#wish.orElse ? this.#wish.orElse : this.#wish);
  }

  #reference(): Move {
    return this.#exactly(SAY.reference(this.#tongue, this.#world.uid ?? "I have no code"));
  }

  #giveEmail(step: Step): Move {
    const twists = "twists" in step ? (step.twists ?? []) : [];
    const typo = twists.find((one) => one.kind === "corrects_email");
    const wrongFirst = step.act === "cancel" && step.wrongEmailFirst === true && this.#emailGiven === 0;
    this.#emailGiven += 1;
    if (wrongFirst) return this.#exactly("someone.else@elsewhere.example");
    if (typo?.kind === "corrects_email" && !this.#usedTwists.has(typo)) return this.#exactly(typo.wrong);
    return this.#exactly(SAY.email(this.#tongue, this.#goal.person.email));
  }

  #restate(step: Step): Next {
    if (this.#lost > 0 && this.#wish?.orElse) return this.#say(SAY.other(this.#tongue, this.#whenNow()));
    if (step.act === "book" || step.act === "wait")
      return this.#say(
        sayWish(this.#tongue, this.#wish ?? finalWish(step.wish, "twists" in step ? step.twists : undefined)),
      );
    return this.#begin(step);
  }
}

const NOT_TO_BE_HAD = /further ahead|has passed|in the past|do you mean|did you mean/i;

function wishOf(step: Step): Wish | undefined {
  if (step.act === "book" || step.act === "wait") return step.wish;
  return step.act === "move" ? step.to : undefined;
}
