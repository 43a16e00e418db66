import type { FastifyRequest } from "fastify";

import { getProfile } from "#modules/business/index.ts";
import { monogramOf } from "#modules/portal/index.ts";

/** The frame of every page of the dashboard. */
export type Desk = {
  readonly title: string;
  readonly business: string;
  readonly monogram: string;
  readonly base: string;
  readonly person: string;
  readonly places: readonly Place[];
};

type Place = { readonly label: string; readonly href: string; readonly isHere: boolean };

const PLACES = [
  ["", "Overview"],
  ["/day", "Visits"],
  ["/conversations", "Conversations"],
  ["/questions", "Questions"],
  ["/attention", "Needs attention"],
  ["/waitlist", "Waitlist"],
] as const;
export type PlacePath = (typeof PLACES)[number][0];

/** `here` is the section that the page belongs to. */
export function deskOf({ ctx, basePath, person }: FastifyRequest, here: PlacePath, title: string): Desk {
  const { business_name: business } = getProfile(ctx.db);
  return {
    title,
    business,
    monogram: monogramOf(business),
    base: basePath,
    person: person.name,
    places: PLACES.map(([path, label]) => ({ label, href: `${basePath}${path}`, isHere: path === here })),
  };
}
