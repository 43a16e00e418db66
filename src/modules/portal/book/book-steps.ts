import type { Choice } from "#modules/portal/book-address.ts";
import { type Chosen, findChosen } from "#modules/portal/chosen.ts";
import type { Notice } from "#modules/portal/notice.ts";
import { type Shown, show } from "#modules/portal/pages.ts";
import { readChoice } from "#modules/portal/read-choice.ts";
import { refusalNotice } from "#modules/portal/refusal-words.ts";
import type { Site } from "#modules/portal/shell.ts";

import { arrangePage, rearranged } from "./arrange-page.ts";
import { peoplePage, servicesPage, timesPage } from "./book-pages.ts";
import { detailsPage, liveHold } from "./details-page.ts";
import { readFind } from "./find-services.ts";
import { isFree, otherTimes } from "./take-time.ts";

/** A redirect to another URL's step, and the position on it of the service that was moved. */
export type Elsewhere = { readonly kind: "elsewhere"; readonly choice: Choice; readonly at: number };

/** The step that follows from the choices in a URL. */
export function stepOf(site: Site, query: unknown): Elsewhere | Shown {
  const choice = readChoice(query);
  const chosen = findChosen(site.ctx, choice);
  if (!chosen)
    return choice.service === undefined
      ? show("book/services", servicesPage(site, { find: readFind(query) }))
      : noService(site);
  const moved = rearranged(chosen, choice, query);
  if (moved) return { kind: "elsewhere", ...moved };
  if (!chosen.settled || choice.arrange) return whoStep(site, choice, chosen);
  const { start } = choice;
  if (start === undefined) return show("book/times", timesPage(site, choice, chosen));
  const timed = { ...choice, start };
  if (liveHold(site, timed) || isFree(site, chosen, timed)) {
    return show("book/details", detailsPage(site, timed, chosen));
  }
  // Going back after booking, the form finds its own time taken: then nobody else was faster.
  const notice =
    choice.hold === undefined ? refusalNotice({ outcome: "taken", alternatives: [] }, "") : NOT_KEPT;
  const gone = { notice, alternatives: otherTimes(site, chosen, start), bookable: false };
  return show("book/details", detailsPage(site, { ...timed, hold: undefined }, chosen, gone), 409);
}

function whoStep(site: Site, choice: Choice, chosen: Chosen): Shown {
  const { parts } = chosen;
  return parts
    ? show("book/arrange", arrangePage(site, choice, chosen, parts))
    : show("book/people", peoplePage(site, choice, chosen));
}

/** The list of services, for a request for one that cannot be booked. */
export function noService(site: Site): Shown {
  return show("book/services", servicesPage(site, { notice: NO_SERVICE }), 404);
}

const NO_SERVICE: Notice = {
  tone: "problem",
  title: "This service isn't offered at the moment.",
  text: "Please choose another one.",
};
const NOT_KEPT: Notice = {
  tone: "calm",
  title: "We're no longer holding this time for you.",
  text: "If you've just booked it, you're all set. Otherwise someone else has it now.",
};
