import { bookHref } from "#modules/portal/book-address.ts";
import { shortDuration } from "#modules/portal/duration-words.ts";
import { depositWords, priceWords } from "#modules/portal/offer-words.ts";
import type { Site } from "#modules/portal/shell.ts";
import type { PublicService } from "#modules/services/index.ts";

import { findServices } from "./find-services.ts";

/** The services to choose from. */
export type MenuView = {
  readonly lines: readonly MenuLine[];
  /** The search field; undefined if the list is short. */
  readonly find: FindView | undefined;
};

type FindView = { readonly action: string; readonly typed: string; readonly told: string };

/** A service on the menu, linked to its booking. */
export type MenuLine = {
  readonly name: string;
  /** Other names, to search by. */
  readonly words: string;
  /** Does not match the search: present, but hidden. */
  readonly hidden: boolean;
  readonly description: string;
  readonly duration: string;
  readonly price: string;
  readonly deposit: string | undefined;
  readonly href: string;
};

/** From this many services on there is a search field. */
const MANY = 12;

/** Builds the menu; with `typed`, only matching services are visible. */
export function menuView({ basePath }: Site, services: readonly PublicService[], typed = ""): MenuView {
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

/** The page's script uses the same words. */
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
