import type { Step } from "./goal.ts";
import type { Heard, Wanted } from "./heard.ts";
import { SAY, sayService } from "./phrases.ts";
import type { Next, Speaker } from "./speaker.ts";
import type { Move } from "./world.ts";

/** What the customer says when asked for something. */
export function answerQuestion(me: Speaker, step: Step, heard: Heard, wanted: Wanted): Next {
  const managing = step.act === "cancel" || step.act === "move" || step.act === "look_up";
  const answers: Readonly<Record<Wanted, () => Next>> = {
    name: () => me.exactly(SAY.name(me.tongue, me.goal.person.name)),
    contact: () => giveContact(me, step, managing),
    email: () => giveContact(me, step, managing),
    reference: () => (managing ? me.reference() : me.restate(step)),
    who: () => sayWho(me),
    service: () => (me.wish ? me.say(sayService(me.tongue, me.wish)) : me.restate(step)),
    when: () => sayWhenAgain(me, step, heard),
    email_again: () => me.giveEmail(step),
    waitlist: () => onWaitlist(me, step),
    how_often: () => me.say(me.wish?.series ? me.tongue.chance.oneOf(me.wish.series.often) : "just once"),
    how_many: () => me.say(me.wish?.series ? me.tongue.chance.oneOf(me.wish.series.howMany) : "just once"),
    if_taken: () => me.say(me.tongue.chance.oneOf(me.wish?.series?.ifTaken ?? ["no"])),
    which_of_them: () =>
      step.act === "drop" ? me.say(me.tongue.chance.oneOf(step.which)) : me.restate(step),
    ask_owner: () => me.say("no, leave it"),
    go_ahead: () =>
      managing || step.act === "drop" || step.act === "wait"
        ? me.say(SAY.yesToChange(me.tongue))
        : me.restate(step),
    more: () => me.restate(step),
    nothing: () => me.restate(step),
  };
  return answers[wanted]();
}

function giveContact(me: Speaker, step: Step, managing: boolean): Move {
  const wantsCode = managing && me.emailGiven > 0 && me.world.uid !== undefined;
  return wantsCode ? me.reference() : me.giveEmail(step);
}

function sayWho(me: Speaker): Move {
  const staff = me.wish?.staff;
  return me.say(staff === undefined ? SAY.anyone(me.tongue) : SAY.staff(me.tongue, staff));
}

function sayWhenAgain(me: Speaker, step: Step, heard: Heard): Move {
  if (step.act === "wait" && /wait(ing)? ?list/i.test(heard.text)) return me.say(SAY.wait(me.tongue));
  // Told again that nothing is available: from now on the second choice will do.
  if (heard.phase === "no_slots" || NOT_TO_BE_HAD.test(heard.text)) me.lost += 1;
  return me.say(me.whenNow() || "any time is fine");
}

function onWaitlist(me: Speaker, step: Step): Move {
  if (step.act === "wait") return me.say(me.lost > 0 ? SAY.yesToChange(me.tongue) : SAY.wait(me.tongue));
  me.lost += 1;
  return me.say(SAY.other(me.tongue, me.whenNow() || "another day"));
}

const NOT_TO_BE_HAD = /further ahead|has (?:already )?passed|in the past|do you mean|did you mean/i;
