const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;

/** A duration on a menu: `45 min`, `1 h`, `1 h 30 min`. */
export function shortDuration(minutes: number): string {
  const hours = Math.floor(minutes / HOUR_MINUTES);
  const rest = minutes % HOUR_MINUTES;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** A duration in a sentence: `30 minutes`, `2 hours`, `2 days`; `90 minutes` if no larger unit fits. */
export function longDuration(minutes: number): string {
  if (minutes >= DAY_MINUTES && minutes % DAY_MINUTES === 0) return counted(minutes / DAY_MINUTES, "day");
  if (minutes >= HOUR_MINUTES && minutes % HOUR_MINUTES === 0) return counted(minutes / HOUR_MINUTES, "hour");
  return counted(minutes, "minute");
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
