import { shownOffers } from "#modules/conversation/offers.ts";
import { saysAgain } from "#modules/conversation/plan-gate.ts";
import { readInstant } from "./read-instant.ts";

import { bookStep } from "./book.ts";
import { tellOffers, visitWords, whatOf } from "./offer-words.ts";
import { chosenOffer, contactWords, draftOf, type Scene, type Step } from "./scene.ts";
import { tellSeries } from "./series.ts";

/**
 * Reports what the gate did, first of all. `ends`: the only question left is whether there is anything else.
 */
export type GateTold = { readonly step: Step; readonly ends: boolean };

/** `wasAnswered`: a question in this turn is answered first. */
export function tellGate(scene: Scene, wasAnswered: boolean): GateTold | undefined {
  const { gate } = scene.turn;
  const { words } = scene;
  switch (gate.kind) {
    case "done":
      return { step: { text: doneWords(scene, gate) }, ends: true };
    case "refused":
      return refusedWords(scene, gate.code);
    case "declined":
      return declinedWords(scene);
    case "unclear":
      return {
        step: { text: asksStill(scene, wasAnswered), asked: "confirm" },
        ends: true,
      };
    case "expired":
      return { step: prefix(words.book.lapsed(), offersStep(scene)), ends: true };
    case "changed":
    case "nothing_pending":
      return undefined;
  }
}

/** What was understood instead of a yes or no, and a reminder that confirmation is still pending. */
function asksStill(scene: Scene, wasAnswered: boolean): string {
  const { words, turn } = scene;
  const { hints } = turn.understood;
  if (wasAnswered) return stillAsks(scene);
  if (hints.includes("puts_off")) return words.talk.takeYourTime();
  if (hints.includes("next_too")) return `${words.conduct.thisOneFirst()} ${stillAsks(scene)}`;
  if (saysAgain(turn.understood)) return `${words.conduct.thatIsSo()} ${stillAsks(scene)}`;
  return words.book.confirmAgain();
}

/** After a side question is answered, reminds the customer of the pending confirmation. */
function stillAsks({ turn, words }: Scene): string {
  const kind = turn.state().pending?.act.kind;
  if (kind === "cancel") return words.manage.confirmCancel();
  return kind === "move" ? words.manage.confirmMove() : words.book.confirm();
}

function doneWords(scene: Scene, gate: Extract<Scene["turn"]["gate"], { kind: "done" }>): string {
  const { words } = scene;
  const { booking } = gate;
  const parts = booking.steps ?? [{ service: booking.service, staff: booking.staff }];
  const items = parts.map(({ service, staff }) => ({ serviceId: service.id, staffId: staff.id }));
  const several = tellSeries(scene, gate, whatOf(scene, { items }));
  if (several !== undefined) return several;
  const visit = visitWords(scene, {
    items,
    start: readInstant(booking.start),
  });
  if (gate.act === "cancel") return words.manage.cancelled(visit);
  if (gate.act === "move") return words.manage.moved(visit);
  return words.book.booked(visit, booking.customer.email ?? undefined);
}

function refusedWords(scene: Scene, code: string): GateTold {
  const { words } = scene;
  const offers = offersStep(scene);
  switch (code) {
    case "TERMS_CHANGED":
      return { step: prefix(words.book.termsChanged(), offers), ends: true };
    case "PLAN_LIMIT":
      return { step: { text: `${words.book.noMoreBookings()} ${contactWords(scene)}`.trim() }, ends: true };
    case "CUSTOMER_LIMIT":
      return { step: { text: `${words.book.tooManyVisits()} ${contactWords(scene)}`.trim() }, ends: true };
    case "TOO_LATE":
      return { step: { text: words.manage.tooLate(contactWords(scene)).trim() }, ends: true };
    case "UNAVAILABLE":
      return { step: { text: `${words.book.noMoreBookings()} ${contactWords(scene)}`.trim() }, ends: true };
    default:
      return { step: lostWords(scene, offers), ends: true };
  }
}

/** In a series, a date other than the first may be lost, so all are checked once more. */
function lostWords(scene: Scene, offers: Step): Step {
  const { words } = scene;
  if (draftOf(scene).repeat && chosenOffer(scene)) return prefix(words.series.dateGone(), bookStep(scene));
  return prefix(words.book.gone(), offers);
}

/** Alternatives to a lost time. */
export function offersStep(scene: Scene): Step {
  const { words, turn } = scene;
  const shown = shownOffers(turn.state(), scene.now);
  if (shown.length === 0) return { text: words.book.whichOtherDay(false), asked: "date" };
  const { days, what, who } = tellOffers(scene, shown);
  const question = shown.length === 1 ? words.book.takeIt() : words.book.whichTime();
  return {
    text: `${words.book.offer(what, days, who)} ${question}`,
    asked: "choice",
    ...(shown.length === 1 && { proposed: "pick" as const }),
  };
}

function declinedWords(scene: Scene): GateTold {
  const { words, turn } = scene;
  const { goal } = turn.state().draft;
  if (goal === "cancel")
    return { step: { text: `${words.manage.keptAsIs()} ${words.book.anythingElse()}` }, ends: true };
  if (goal === "reschedule")
    return {
      step: { text: `${words.manage.keptAsIs()} ${words.manage.whenInstead()}`, asked: "date" },
      ends: true,
    };
  if (turn.heard.abandoned)
    return { step: { text: `${words.book.droppedIt()} ${words.book.anythingElse()}` }, ends: true };
  if (turn.understood.hints.includes("changes_details"))
    return { step: { text: words.conduct.rightContact(), asked: "email" }, ends: true };
  return { step: { text: words.book.whatToChange(), asked: "date" }, ends: true };
}

function prefix(text: string, step: Step): Step {
  return { ...step, text: `${text} ${step.text}` };
}
