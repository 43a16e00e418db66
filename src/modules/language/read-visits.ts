import type { VisitFound } from "./language.ts";
import type { When } from "./read-when.ts";
import type { VisitSaid } from "./understanding.ts";
import type { Named, Value } from "./values.ts";

/**
 * Visits requested one by one, with what was said of each. `when` has the days and times of all of them, in
 * order. Empty if the number of days or times does not fit the number of visits.
 */
export function readVisits(
  found: readonly VisitFound[],
  values: readonly Value[],
  { dates, times }: Pick<When, "dates" | "times">,
): { readonly visits?: readonly VisitSaid[] } {
  if (found.length < 2) return {};
  const hasTimes = found.every(({ time }) => time !== undefined);
  const hasDates = found.every(({ date }) => date !== undefined);
  if (hasTimes ? times.length !== found.length : times.length > 1) return {};
  if (hasDates ? dates.length !== found.length : dates.length > 1) return {};
  // "Tuesday at 10" applies to all of them; in "a cut at 10 and one for me after it" the time is that of the
  // first.
  const isShared = found.every(({ time }) => time === undefined);
  const visits = found.flatMap((one, i): VisitSaid[] => {
    const value = values[one.service ?? -1];
    const isClear = value === undefined || (value.kind === "service" && value.alternatives.length === 0);
    if (!isClear) return [];
    const date = hasDates ? dates[i] : dates[0];
    const isOwn = isShared || one.time !== undefined;
    return [
      {
        ...(value && { service: value.named }),
        ...(date !== undefined && { date }),
        ...hourOf(hasTimes ? times[i] : times[0], isOwn),
        isOther: i > 0 && one.who !== found[i - 1]?.who,
      },
    ];
  });
  return visits.length === found.length ? { visits } : {};
}

function hourOf(time: number | undefined, isOwn: boolean): Pick<VisitSaid, "time" | "from"> {
  if (time === undefined) return {};
  return isOwn ? { time } : { from: time };
}

/** "One cut and one colour for two people": a visit for each service. */
export function visitsOfEach(
  services: readonly Named[],
  people: number | undefined,
  read: string,
  { dates, times }: Pick<When, "dates" | "times">,
): { readonly visits?: readonly VisitSaid[] } {
  if (services.length !== people || !ONE_OF_EACH.test(read)) return {};
  if (dates.length > 1 || times.length > 1) return {};
  const [[date], [time]] = [dates, times];
  return {
    visits: services.map((service, i) => ({
      service,
      ...(date && { date }),
      ...(time !== undefined && { time }),
      isOther: i > 0,
    })),
  };
}

/** As codes of pieces. */
const ONE_OF_EACH = /(?:^| )[NU]1 V\d+ .*(?<= )[NU]1 V\d+(?= |$)/;

/** "Two haircuts at 4 and 4:30": with as many times as people, each person gets a visit. */
export function visitsOfPeople(
  service: Named | undefined,
  people: number | undefined,
  { dates, times }: Pick<When, "dates" | "times">,
): { readonly visits?: readonly VisitSaid[] } {
  if (people === undefined || people < 2 || people !== times.length || dates.length > 1) return {};
  const [date] = dates;
  return {
    visits: times.map((time) => ({
      ...(service && { service }),
      ...(date && { date }),
      time,
      isOther: false,
    })),
  };
}
