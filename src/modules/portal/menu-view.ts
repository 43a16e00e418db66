import type { PublicService } from "#modules/services/index.ts";

import { bookHref } from "./book-address.ts";
import { shortDuration } from "./duration-words.ts";
import { findServices } from "./find-services.ts";
import { depositWords, priceWords } from "./offer-words.ts";
import type { Visit } from "./shell.ts";

/** The services of a business, to choose from. */
export type MenuView = {
  readonly lines: readonly MenuLine[];
  /** The field to find one by; undefined where all are seen at a glance. */
  readonly find: FindView | undefined;
};

type FindView = { readonly action: string; readonly typed: string; readonly told: string };

/** A service on the menu; it leads to its booking. */
export type MenuLine = {
  readonly name: string;
  /** What else it is called: words to find it by. */
  readonly words: string;
  /** Not what is looked for: there, but not seen. */
  readonly hidden: boolean;
  readonly description: string;
  readonly duration: string;
  readonly price: string;
  readonly deposit: string | undefined;
  readonly href: string;
};

/** From so many on there is a field to find one by. */
const MANY = 12;

/** Of what was `typed` into that field, what it finds is seen. */
export function menuView({ basePath }: Visit, services: readonly PublicService[], typed = ""): MenuView {
  if (services.length < MANY)
    return { lines: services.map((service) => menuLine(service, basePath, false)), find: undefined };
  const found = new Set(findServices(services, typed));
  return {
    lines: services.map((service) => menuLine(service, basePath, !found.has(service))),
    find: {
      action: `${basePath}/book`,
      typed,
      told: typed === "" ? "" : foundWords(found.size, services.length),
    },
  };
}

/** The page's script says it in the same words. */
function foundWords(found: number, all: number): string {
  return found > 0 ? `${found} of ${all}` : "There's nothing by that name.";
}

function menuLine(service: PublicService, basePath: string, hidden: boolean): MenuLine {
  return {
    name: service.name,
    words: service.aliases.join(" "),
    hidden,
    description: service.description,
    duration: shortDuration(service.duration_minutes),
    price: priceWords(service.price_cents, service.currency),
    deposit: depositWords(service.deposit_cents, service.currency),
    href: bookHref(basePath, { service: service.id }),
  };
}
