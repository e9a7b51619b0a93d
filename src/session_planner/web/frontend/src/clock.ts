// Moments as the server writes them (ISO 8601 with the offset of the scenario's zone) and as the calendar takes them:
// wall clocks without a zone, so that the board shows the session's hours wherever the planner sits.

/** The wall clock of a moment, as a date without a zone that the calendar shows as it stands. */
export function wall(moment: string): Date {
  return new Date(moment.slice(0, 19));
}

/** A wall clock of the calendar as the server takes it: on the scenario's clock, without an offset. */
export function local(clock: Date): string {
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

/** Minutes since midnight of a moment's own clock. */
export function minuteOf(moment: string): number {
  return Number(moment.slice(11, 13)) * 60 + Number(moment.slice(14, 16));
}

/** A wall clock some minutes later. */
export function later(moment: string, minutes: number): string {
  return local(new Date(wall(moment).getTime() + minutes * 60_000));
}

/** Real minutes between two moments. */
export function between(start: string, end: string): number {
  return Math.round((new Date(end).getTime() - new Date(start).getTime()) / 60_000);
}

/** A moment's day and hour for a reader. */
export function when(moment: string, lang: string): string {
  return format(lang, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(wall(moment));
}

/** A day for a reader. */
export function dayWords(date: string, lang: string): string {
  return format(lang, { weekday: "short", day: "numeric", month: "short" }).format(wall(`${date.slice(0, 10)}T00:00:00`));
}

/** A wall clock of one zone on the clock of another: `10:00` and by how many days it falls on another date. */
export function inZone(clock: string, zone: string, other: string): { hour: string; days: number } {
  const asUtc = Date.parse(`${clock.slice(0, 16)}:00Z`);
  // The offset is asked for twice, so that it is right close to a change of clocks.
  const guess = asUtc - offset(zone, asUtc);
  const instant = asUtc - offset(zone, guess);
  const shown = new Date(instant + offset(other, instant)).toISOString();
  const days = Math.round((Date.parse(`${shown.slice(0, 10)}T00:00Z`) - Date.parse(`${clock.slice(0, 10)}T00:00Z`)) / 86_400_000);
  return { hour: shown.slice(11, 16), days };
}

/** Milliseconds that a zone's clock is ahead of UTC at an instant. */
function offset(zone: string, instant: number): number {
  const parts = format("en-u-ca-iso8601", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).formatToParts(instant);
  const part = (name: string): number => Number(parts.find((each) => each.type === name)?.value);
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second")) - Math.floor(instant / 1000) * 1000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formats are dear to make and cheap to use. */
function format(lang: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = lang + JSON.stringify(options);
  let found = formats.get(key);
  if (!found) formats.set(key, (found = new Intl.DateTimeFormat(lang, options)));
  return found;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
