import { z } from "zod";

import { AND, ANYONE, type Choice } from "#modules/portal/book-address.ts";
import { type Chip, chipsOf } from "#modules/portal/chips.ts";
import type { Chosen, ChosenPart } from "#modules/portal/chosen.ts";
import { shortDuration } from "#modules/portal/duration-words.ts";
import { priceWords } from "#modules/portal/offer-words.ts";
import { type Shell, shellOf, type Site } from "#modules/portal/shell.ts";

/** For several services: their order, and who serves each. */
export type ArrangePage = {
  readonly shell: Shell;
  readonly chips: readonly Chip[];
  readonly parts: readonly PartView[];
  readonly action: string;
  readonly hold: string | undefined;
};

type PartView = {
  readonly id: string;
  readonly name: string;
  readonly terms: string;
  readonly people: readonly { readonly value: string; readonly label: string; readonly selected: boolean }[];
  readonly first: boolean;
  readonly last: boolean;
};

export function arrangePage(
  site: Site,
  choice: Choice,
  chosen: Chosen,
  parts: readonly ChosenPart[],
): ArrangePage {
  const soFar = { ...choice, start: undefined };
  return {
    shell: shellOf(site, "Order and people"),
    chips: chipsOf(site, soFar, { ...chosen, settled: false }),
    parts: parts.map((part, i) => partView(part, i, parts.length)),
    action: `${site.basePath}/book`,
    hold: choice.hold,
  };
}

function partView({ service, people, staff }: ChosenPart, at: number, count: number): PartView {
  const anyone = { value: ANYONE, label: "Anyone", selected: staff === undefined };
  return {
    id: service.id,
    name: service.name,
    terms: `${shortDuration(service.duration_minutes)} · ${priceWords(service.price_cents, service.currency)}`,
    people: [
      anyone,
      ...people.map(({ id, name }) => ({ value: id, label: name, selected: id === staff?.id })),
    ],
    first: at === 0,
    last: at === count - 1,
  };
}

const position = z.string().regex(/^\d$/).transform(Number).optional().catch(undefined);
const pressed = z.object({ up: position, down: position });

/** The choices after one service was moved up or down, and its new position; undefined if none was moved. */
export function rearranged(
  chosen: Chosen,
  choice: Choice,
  query: unknown,
): { readonly choice: Choice; readonly at: number } | undefined {
  const { up, down } = pressed.catch({}).parse(query);
  const from = up ?? down;
  if (from === undefined || !chosen.parts) return undefined;
  const to = up === undefined ? from + 1 : from - 1;
  const swap = (list: string): string => swapped(list.split(AND), from, to).join(AND);
  const staff = swap(chosen.withWhom);
  const { hold } = choice;
  return { choice: { service: swap(chosen.service.id), staff, hold, arrange: "yes" }, at: to };
}

/** Unchanged if there is no neighbour to swap with. */
function swapped(list: readonly string[], from: number, to: number): readonly string[] {
  const [one, other] = [list[from], list[to]];
  return one === undefined || other === undefined ? list : list.with(from, other).with(to, one);
}
