import { answerQuestion } from "./answer-question.ts";
import { answerSlots } from "./answer-slots.ts";
import { answerSummary } from "./answer-summary.ts";
import type { Step } from "./goal.ts";
import { type Heard, wantedIn } from "./heard.ts";
import { type Next, Speaker } from "./speaker.ts";

/**
 * A simulated customer with a goal, who answers questions. They act only on what they see (the text, the
 * times offered, the summary), and confirm only what they want.
 */
export class Customer extends Speaker {
  async next(heard: Heard | undefined): Promise<Next> {
    if (heard?.error !== undefined) return this.giveUp(`was told ${heard.error}`);
    if (heard) this.#note(heard);
    if (heard && this.#isDone(heard)) this.finishStep();
    const { step } = this;
    if (!step) return undefined;
    this.turnsOnStep += 1;
    if (this.turnsOnStep > 14) return this.giveUp(`was still at it: ${step.act}`);
    if (!this.begun) {
      this.begun = true;
      return this.begin(step);
    }
    return await this.#answer(step, heard as Heard);
  }

  #note(heard: Heard): void {
    if (heard.handedOver) this.handedOver = true;
    if (heard.confirm) this.pending = heard.confirm;
    if (this.waitsForAnswer?.holds.test(heard.text)) this.answered += 1;
    this.waitsForAnswer = undefined;
  }

  #isDone(heard: Heard): boolean {
    const { step } = this;
    switch (step?.act) {
      case "book":
      case "move":
        return heard.bookings > 0 || heard.phase === "moved";
      case "cancel":
      case "drop":
        return heard.phase === "cancelled" || heard.bookings > 0;
      case "wait":
        return heard.phase === "waitlisted";
      case "person":
        return heard.handedOver;
      case "look_up":
        return this.begun && step.holds.test(heard.text);
      default:
        return false;
    }
  }

  async #answer(step: Step, heard: Heard): Promise<Next> {
    if (step.act === "ask") return this.nextQuestion(step);
    const early = this.twist(step, (one) => one.kind === "asks" && one.when === "early");
    if (early?.kind === "asks") return this.ask(early.question);
    if (
      heard.confirm ??
      (heard.phase === "confirm_pending" || heard.phase === "cancel_confirm" ? this.pending : undefined)
    )
      return await answerSummary(this, step, heard);
    if (heard.slots.length > 0 && this.wish) return answerSlots(this, step, heard, this.wish);
    return answerQuestion(this, step, heard, wantedIn(heard.text));
  }
}
