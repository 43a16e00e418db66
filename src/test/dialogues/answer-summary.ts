import type { Step, Twist, Wish } from "./goal.ts";
import type { Heard } from "./heard.ts";
import { declines } from "./judge.ts";
import { SAY, sayService } from "./phrases.ts";
import { sayWhen } from "./say-when.ts";
import type { Next, Speaker } from "./speaker.ts";
import type { Move } from "./world.ts";
import { wrongIn } from "./wrong-in.ts";

/** What the customer does when asked to confirm a summary. */
export async function answerSummary(me: Speaker, step: Step, heard: Heard): Promise<Next> {
  const confirm = heard.confirm ?? me.pending;
  if (!confirm) return me.restate(step);
  const twist = me.twist(step, (one) => one.kind !== "asks" || one.when === "at_confirm");
  if (twist) {
    const said = await twistAtSummary(me, twist);
    if (said) return said;
  }
  if (declines("twists" in step ? step.twists : undefined)) return undefined;
  const wrong = whatIsWrong(me, step, confirm.summary);
  if (wrong) return wrong;
  me.confirmed += 1;
  if (me.manner.saysYes === "button") return { kind: "confirm", token: confirm.confirm_token };
  return me.say(step.act === "book" ? SAY.yes(me.tongue) : SAY.yesToChange(me.tongue));
}

async function twistAtSummary(me: Speaker, twist: Twist): Promise<Next> {
  switch (twist.kind) {
    case "asks":
      return me.ask(twist.question);
    case "changes_mind":
    case "yes_but": {
      const before = me.wish;
      me.wish = twist.to;
      me.picked = undefined;
      if (twist.kind === "yes_but") return me.say(SAY.yesBut(me.tongue, sayWhen(me.tongue, twist.to)));
      return me.say(SAY.changed(me.tongue, me.difference(before, twist.to)));
    }
    case "corrects_email":
      return me.exactly(SAY.wrongEmail(me.tongue, me.goal.person.email));
    case "loses_the_slot":
      if (me.picked !== undefined && me.wish) await me.world.takeAway(me.wish.services[0], me.picked);
      return undefined;
    case "dawdles":
      me.world.pass(twist.minutes);
      return undefined;
    case "declines":
      return me.say(SAY.no(me.tongue));
  }
}

/** The customer's correction if the summary is wrong; undefined if it is right. */
function whatIsWrong(me: Speaker, step: Step, summary: string): Move | undefined {
  const wish = me.wish;
  if (!wish) return undefined;
  const { person } = me.goal;
  const corrections = {
    email: () => me.exactly(SAY.wrongEmail(me.tongue, person.email)),
    name: () => me.exactly(`my name is ${person.name}`),
    service: () => me.say(SAY.changed(me.tongue, sayService(me.tongue, wish))),
    when: () => me.say(SAY.changed(me.tongue, sayWhenAndOften(me, wish))),
    staff: () => me.say(SAY.changed(me.tongue, `with ${wish.staff ?? ""}`)),
  } as const;
  const wrong = wrongIn(summary, { act: step.act, wish, person, offered: me.world.services });
  return wrong && corrections[wrong]();
}

function sayWhenAndOften(me: Speaker, wish: Wish): string {
  const { series } = wish;
  if (!series || me.turnsOnStep % 2 === 0) return sayWhen(me.tongue, wish);
  return `${me.tongue.chance.oneOf(series.often)}, ${me.tongue.chance.oneOf(series.howMany)}`;
}
