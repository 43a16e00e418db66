/**
 * Somebody on the waitlist, as far as a chain needs to know. `Time` is a stretch of time that can be given to
 * somebody.
 */
export type ChainCandidate<Time> = {
  /** The entry's id. */
  readonly id: string;
  /** Contact keys; entries that share one belong to the same person, and nobody is asked twice in a chain. */
  readonly contactKeys: readonly string[];
  /** The time that moving their visit would free; null if they have no visit, which ends the chain. */
  readonly leaves: Time | null;
};

/**
 * Where in a time somebody would go, or why they would not. `always` means that the refusal does not depend
 * on who comes before them in the chain.
 */
export type Fit<At> =
  | { readonly at: At; readonly why?: undefined }
  | { readonly why: string; readonly always: boolean };

export type ChainFacts<Time, At, Person extends ChainCandidate<Time> = ChainCandidate<Time>> = {
  /** The people whose dates include this time, in waitlist order. */
  readonly people: (time: Time) => readonly Person[];
  /** `placed` is where the links before them in the chain would go. */
  readonly fit: (person: Person, time: Time, placed: readonly At[]) => Fit<At>;
};

export type PassedOver = { readonly id: string; readonly why: string };

export type PlannedLink<At> = {
  readonly id: string;
  readonly at: At;
  /** People before them on the list who were not chosen for this time. */
  readonly passedOver: readonly PassedOver[];
};

/** From the person who gets the freed time to the one who had no visit; at least two links. */
export type PlannedChain<At> = readonly PlannedLink<At>[];

/** How many visits a chain may move. */
export const MOST_MOVES = 3;
/** How many candidates are followed further from each time; this bounds the search. */
const MOST_TRIED = 5;

/** Why somebody whom the time would suit is not in the chain. */
export type ChainSkip = "is_in_the_chain" | "no_chain_so_short";

/**
 * Finds a use for a freed time that suits nobody without a visit: a later visit moves into it, another visit
 * moves into the time that this vacates, and so on, and the last time goes to somebody who has no visit yet.
 * Prefers the fewest moves, then the people who come first on the waitlist, compared from the freed time on.
 * Pure and deterministic; follows at most `mostTried` visits from each time.
 */
export function planChain<Time, At, Person extends ChainCandidate<Time> = ChainCandidate<Time>>(
  freed: Time,
  facts: ChainFacts<Time, At, Person>,
  { mostMoves = MOST_MOVES, mostTried = MOST_TRIED } = {},
): PlannedChain<At> | undefined {
  const start = {
    facts,
    mostTried,
    links: [],
    placed: [],
    used: new Set<string>(),
    nobodys: new Set<Time>(),
  };
  for (let moves = 1; moves <= mostMoves; moves += 1) {
    const chain = search(freed, moves, start);
    if (chain) return chain;
  }
  return undefined;
}

type Sofar<Time, At, Person extends ChainCandidate<Time>> = {
  readonly facts: ChainFacts<Time, At, Person>;
  readonly mostTried: number;
  /** The entries already in the chain… */
  readonly links: readonly string[];
  readonly placed: readonly At[];
  /** …and their contact keys. */
  readonly used: ReadonlySet<string>;
  /** Times known to suit nobody without a visit, whatever comes before. */
  readonly nobodys: Set<Time>;
};

/** Completes a chain from this time on, with exactly this many moves. */
function search<Time, At, Person extends ChainCandidate<Time>>(
  time: Time,
  moves: number,
  sofar: Sofar<Time, At, Person>,
): PlannedChain<At> | undefined {
  const { facts, mostTried, links, placed, used, nobodys } = sofar;
  const isLast = moves === 0;
  if (isLast && nobodys.has(time)) return undefined;
  const before: (PassedOver | Person)[] = [];
  let tried = 0;
  let isNobodys = isLast;
  for (const person of facts.people(time)) {
    if ((person.leaves === null) !== isLast) {
      before.push(person);
      continue;
    }
    if (tried === mostTried) return undefined;
    const fit = fitOf(person, time, sofar);
    if (fit.why !== undefined) {
      before.push({ id: person.id, why: fit.why });
      isNobodys &&= fit.always;
      continue;
    }
    const chosen = () => ({ id: person.id, at: fit.at, passedOver: passedOver(before, time, sofar) });
    if (person.leaves === null) return [chosen()];
    tried += 1;
    const next = {
      ...sofar,
      links: [...links, person.id],
      placed: [...placed, fit.at],
      used: new Set([...used, ...person.contactKeys]),
    };
    const rest = search(person.leaves, moves - 1, next);
    if (rest) return [chosen(), ...rest];
    before.push({ id: person.id, why: NO_CHAIN_SO_SHORT });
  }
  if (isNobodys) nobodys.add(time);
  return undefined;
}

function fitOf<Time, At, Person extends ChainCandidate<Time>>(
  person: Person,
  time: Time,
  { facts, placed, used }: Sofar<Time, At, Person>,
): Fit<At> {
  return person.contactKeys.some((key) => used.has(key)) ? IN_THE_CHAIN : facts.fit(person, time, placed);
}

/**
 * Why each of these people was passed over. Those whom the search skipped, because a link at this position
 * must or must not have a visit, are judged here. For the freed time itself, people without a visit were
 * already judged before chains are considered.
 */
function passedOver<Time, At, Person extends ChainCandidate<Time>>(
  before: readonly (PassedOver | Person)[],
  time: Time,
  sofar: Sofar<Time, At, Person>,
): PassedOver[] {
  return before.flatMap((one) => {
    if ("why" in one) return [one];
    if (sofar.links.length === 0 || sofar.links.includes(one.id)) return [];
    return [{ id: one.id, why: fitOf(one, time, sofar).why ?? NO_CHAIN_SO_SHORT }];
  });
}

const NO_CHAIN_SO_SHORT = "no_chain_so_short" satisfies ChainSkip;
const IN_THE_CHAIN = { why: "is_in_the_chain" satisfies ChainSkip, always: false } as const;
