// What the calendar shows: which days, which hours, which columns; no more at once than a browser draws at ease.

import type { BoardShape, Segment } from "./api.ts";
import { day, minuteOf, wall } from "./clock.ts";
import { bodyTitle, roomTitle } from "./titles.ts";
import { say, told } from "./words.ts";

export type Columns = "bodies" | "rooms";
export type Zoom = "day" | "three" | "week" | "all";

export const ZOOMS: Zoom[] = ["day", "three", "week", "all"];
const AT_EASE = 250;

export interface Filter {
  body: string;
  room: string;
  text: string;
}

/** The days of a zoom from one of the session's days on. */
export function shownDays(days: string[], zoom: Zoom, from: string): string[] {
  const at = Math.max(0, days.indexOf(from));
  if (zoom === "all") return days;
  if (zoom !== "week") return days.slice(at, at + (zoom === "day" ? 1 : 3));
  const monday = (date: string): number => {
    const clock = new Date(`${date}T00:00Z`);
    return clock.getTime() - ((clock.getUTCDay() + 6) % 7) * 86_400_000;
  };
  return days.filter((each) => monday(each) === monday(days[at] ?? each));
}

/** The widest zoom that a browser draws at ease. */
export function easyZoom(shape: BoardShape): Zoom {
  const days = shape.days;
  const placed = Object.values(shape.cards).flat();
  const most = (zoom: Zoom): number => {
    const counts = new Map<string, number>();
    for (const one of placed) counts.set(day(one.start), (counts.get(day(one.start)) ?? 0) + 1);
    return Math.max(0, ...days.map((each) => shownDays(days, zoom, each).reduce((sum, date) => sum + (counts.get(date) ?? 0), 0)));
  };
  const wide: Zoom[] = days.length <= 7 ? ["all", "three", "day"] : ["week", "three", "day"];
  return wide.find((zoom) => most(zoom) <= AT_EASE) ?? "day";
}

/** The day of the zoom before or after; the one given where there is none. */
export function stepDay(days: string[], zoom: Zoom, from: string, by: 1 | -1): string {
  const shown = shownDays(days, zoom, from);
  const at = days.indexOf(shown[0] ?? from);
  if (by === 1) return days[at + shown.length] ?? from;
  return days[Math.max(0, zoom === "three" ? at - 3 : at - 1)] ?? from;
}

/** Days of the week on which no day of the session falls, as the calendar numbers them. */
export function hiddenDays(days: string[]): (0 | 1 | 2 | 3 | 4 | 5 | 6)[] {
  const held = new Set(days.map((each) => wall(`${each}T00:00:00`).getDay()));
  return ([0, 1, 2, 3, 4, 5, 6] as const).filter((each) => !held.has(each));
}

/** From the first of some days to the last, counted. */
export function daysBetween(days: string[]): number {
  if (!days.length) return 1;
  return Math.round((Date.parse(`${days.at(-1)}T00:00Z`) - Date.parse(`${days[0]}T00:00Z`)) / 86_400_000) + 1;
}

/** The hours that the grid must show: from the earliest sitting to the latest, or later where a segment stands outside. */
export function hoursOf(shape: BoardShape): [number, number] {
  const sittings = shape.bodies.flatMap((body) => body.sittings);
  const placed = Object.values(shape.cards).flat();
  const first = Math.min(...[...sittings, ...placed].map((each) => minuteOf(each.start)), 24 * 60);
  const until = (start: string, end: string): number => (day(end) > day(start) ? 24 * 60 : minuteOf(end));
  const last = Math.max(...sittings.map((each) => until(each.start, each.last)), ...placed.map((each) => until(each.start, each.end)), 0);
  if (first >= last) return [9, 18];
  return [Math.floor(first / 60), Math.min(24, Math.ceil(last / 60) + (last % 60 === 0 && last < 24 * 60 ? 1 : 0))];
}

/** The columns, by id and heading; segments without a room have a column of their own where there are any. */
export function columnsOf(shape: BoardShape, columns: Columns, filter: Filter): { id: string; title: string }[] {
  if (columns === "bodies") {
    const chosen = shape.bodies.filter((each) => !filter.body || each.id === filter.body);
    return chosen.map(({ id }) => ({ id, title: bodyTitle(shape, id) }));
  }
  const chosen = shape.rooms.filter((each) => !filter.room || each.id === filter.room);
  const nowhere = !filter.room && Object.values(shape.cards).some((parts) => parts.some((one) => one.room === null));
  return [...chosen.map(({ id }) => ({ id, title: roomTitle(shape, id) })), ...(nowhere ? [{ id: "", title: say("room-none") }] : [])];
}

/** The column that a segment stands in. */
export function columnOf(columns: Columns, one: Segment): string {
  return columns === "bodies" ? one.body : (one.room ?? "");
}

/** Whether a segment of these words is let through by a filter. */
export function passes(filter: Filter, one: Segment, title: string): boolean {
  if (filter.body && !one.bodies.includes(filter.body) && one.body !== filter.body) return false;
  if (filter.room && one.room !== filter.room) return false;
  return !filter.text || title.toLocaleLowerCase().includes(filter.text.toLocaleLowerCase());
}

/** What a title says in every language, to be searched in. */
export function searchable(shape: BoardShape, one: Segment): string {
  const item = shape.items.find((each) => each.body === one.body && each.number === one.item);
  const joint = shape.joint_sessions.find((each) => each.id === one.joint);
  const texts = [item?.title, joint?.title].flatMap((text) => (text ? [told(text), ...Object.values(text)] : []));
  return [one.id, one.item ?? "", bodyTitle(shape, one.body), ...texts].join(" ");
}
