import { calendarRules } from "#modules/calendar/index.ts";

import { bookHref, type Choice } from "./book-address.ts";
import type { Chosen } from "./chosen.ts";
import { momentWords } from "./day-words.ts";
import { shortDuration } from "./duration-words.ts";
import { priceWords } from "./offer-words.ts";
import type { Visit } from "./shell.ts";

/** One choice so far; its link leads back to the step where it is made. */
export type Chip = {
  readonly label: string;
  readonly value: string;
  readonly more: string;
  readonly href: string;
};

/** The choices so far, in the order of the steps. `withWhom` where somebody was assigned already. */
export function chipsOf({ ctx, basePath }: Visit, choice: Choice, chosen: Chosen, withWhom?: string): Chip[] {
  const { service, staff, settled, people } = chosen;
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
      value: withWhom ?? staff?.name ?? only ?? "Anyone",
      more: "",
      href: bookHref(basePath, {
        service: service.id,
        ...(only === undefined ? {} : { staff: choice.staff }),
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
