import { z } from "zod";

import type { PublicService } from "#modules/services/index.ts";

// What cannot be read is as good as not typed.
const sent = z.object({ find: z.string().trim().max(100).catch("") });

/** What was typed into the field before a long list; empty where nothing was, or nothing that is a name. */
export function readFind(query: unknown): string {
  return sent.catch({ find: "" }).parse(query).find;
}

/**
 * The services in which each typed word begins a word, of the name, the description or another name. The page's
 * script does the same while somebody types.
 */
export function findServices(services: readonly PublicService[], typed: string): readonly PublicService[] {
  const parts = wordsOf(typed);
  return services.filter(({ name, description, aliases }) => {
    const words = wordsOf([name, description, ...aliases].join(" "));
    return parts.every((part) => words.some((word) => word.startsWith(part)));
  });
}

/** Words in lower case, without accents. */
function wordsOf(text: string): readonly string[] {
  const plain = text.normalize("NFD").replaceAll(/\p{Mn}/gu, "");
  return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
