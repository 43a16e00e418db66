import { accepts, isFirstChoice } from "./accepts.ts";
import type { Step, Wish } from "./goal.ts";
import type { Heard } from "./heard.ts";
import { SAY } from "./phrases.ts";
import { sayTime, sayWhen } from "./say-when.ts";
import type { Next, Speaker } from "./speaker.ts";
import type { Move } from "./world.ts";

/** What the customer does when times are offered. */
export function answerSlots(me: Speaker, step: Step, heard: Heard, wish: Wish): Next {
  const twist = me.twist(step, (one) => one.kind === "changes_mind" && one.when === "at_slots");
  if (twist?.kind === "changes_mind") {
    me.wish = twist.to;
    return me.say(SAY.changed(me.tongue, me.difference(wish, twist.to)));
  }
  const ofPerson = heard.slots.filter(
    ({ staff }) => wish.staff === undefined || wish.services.length > 1 || staff?.name === wish.staff,
  );
  const best = ofPerson.find((slot) => isFirstChoice(wish, slot.start_local));
  const slot = best ?? (me.lost > 0 ? ofPerson.find((one) => accepts(wish, one.start_local)) : undefined);
  if (slot) {
    me.picked = slot.start_local;
    const at = heard.slots.indexOf(slot);
    return pick(me, slot.slot_id, at, heard, slot.start_local);
  }
  me.lost += 1;
  const isFull = heard.phase === "no_slots" || me.lost > 1;
  if (step.act === "wait" && isFull) return me.say(SAY.wait(me.tongue));
  const wanted = sayWhen(me.tongue, isFull && wish.orElse ? wish.orElse : wish) || "another time";
  const who = wish.staff !== undefined && ofPerson.length === 0 ? ` with ${wish.staff}` : "";
  return me.say(SAY.other(me.tongue, wanted + who));
}

function pick(me: Speaker, slotId: string, at: number, heard: Heard, startLocal: string): Move {
  const time = startLocal.slice(11, 16);
  const alone = heard.slots.filter((one) => one.start_local.slice(11, 16) === time).length === 1;
  if (me.manner.picks === "time" && alone) return me.say(SAY.atTime(me.tongue, sayTime(me.tongue, time)));
  if (me.manner.picks === "ordinal" && at < 8) return me.say(SAY.nth(me.tongue, at, heard.slots.length));
  return { kind: "pick", slotId };
}
