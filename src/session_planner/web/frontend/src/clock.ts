// Moments as the server writes them (ISO 8601 with the offset of the scenario's zone) and as the calendar takes them:
// wall clocks without a zone, so that the board shows the session's hours wherever the planner sits.

/** The wall clock of a moment, as a date without a zone that the calendar shows as it stands. */
export function wall(moment: string): Date {
  return new Date(moment.slice(0, 19));
}

/** A wall clock of the calendar as the server takes it: on the scenario's clock, without an offset. */
export function local(clock: Date): string {
  const two = (number: number): string => String(number).padStart(2, "0");
  const date = `${clock.getFullYear()}-${two(clock.getMonth() + 1)}-${two(clock.getDate())}`;
  return `${date}T${two(clock.getHours())}:${two(clock.getMinutes())}`;
}

/** `10:00` of a moment. */
export function hour(moment: string): string {
  return moment.slice(11, 16);
}

/** The day of a moment, as `2012-10-17`. */
export function day(moment: string): string {
  return moment.slice(0, 10);
}

/** A moment's day and hour for a reader. */
export function when(moment: string, lang: string): string {
  const format = new Intl.DateTimeFormat(lang, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return format.format(wall(moment));
}
