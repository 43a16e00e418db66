import { calendarRules } from "#modules/calendar/index.ts";

import { bookHref, type Choice } from "./book-address.ts";
import { askedFor, type Chosen } from "./chosen.ts";
import { momentWords } from "./day-words.ts";
import { shortDuration } from "./duration-words.ts";
import { priceWords } from "./offer-words.ts";
import type { Site } from "./shell.ts";

/** One choice made so far, linked to the step where it was made. */
export type Chip = {
  readonly label: string;
  readonly value: string;
  readonly more: string;
  readonly href: string;
};

/** The choices so far, in the order of the steps. `assigned` names the people who would serve, if known. */
export function chipsOf({ ctx, basePath }: Site, choice: Choice, chosen: Chosen, assigned = ""): Chip[] {
  const { service, settled, people, parts } = chosen;
  const { hold, start } = choice;
  const chips: Chip[] = [
    {
      label: "Service",
      value: service.name,
      more: `${shortDuration(service.duration_minutes)} · ${priceWords(service.price_cents, service.currency)}`,
      href: bookHref(basePath, { hold }),
    },
  ];
  if (settled) {
    const only = people.length === 1 ? people[0]?.name : undefined;
    chips.push({
      label: "With",
      value: assigned || (askedFor(chosen) ?? only ?? "Anyone"),
      more: "",
      href: bookHref(basePath, {
        service: service.id,
        ...(parts
          ? { staff: chosen.withWhom, arrange: "yes" }
          : only !== undefined && { staff: choice.staff }),
        hold,
      }),
    });
  }
  if (start !== undefined) {
    const { zone } = calendarRules(ctx.db);
    chips.push({
      label: "When",
      value: momentWords(zone, start, ctx.clock.now()),
      more: "",
      href: bookHref(basePath, {
        service: service.id,
        staff: choice.staff,
        hold,
        date: zone.localDateOf(start),
      }),
    });
  }
  return chips;
}
