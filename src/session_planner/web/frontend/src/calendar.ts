// The calendar: days and columns (bodies or rooms), segments to drag and stretch, places shaded while one is dragged.

import { createCalendar, Interaction, ResourceTimeGrid, type Calendar } from "@event-calendar/core";
import "@event-calendar/core/index.css";

import { ask, type BoardShape, type Place, type Segment } from "./api.ts";
import { local, wall } from "./clock.ts";
import { colourOf } from "./colours.ts";
import type { Store } from "./store.ts";
import { language, say, told } from "./words.ts";

export type Columns = "bodies" | "rooms";

export interface Hands {
  /** Makes a change, or gives back why not by throwing. */
  make(change: () => Promise<unknown>): Promise<boolean>;
  chosen(segment: string | null): void;
}

export class Grid {
  private readonly calendar: Calendar;
  private shades: Calendar.EventInput[] = [];
  columns: Columns;

  private readonly store: Store;
  private readonly hands: Hands;

  constructor(place: HTMLElement, store: Store, hands: Hands) {
    this.store = store;
    this.hands = hands;
    this.columns = store.shape.rooms.length ? "rooms" : "bodies";
    this.calendar = createCalendar(place, [ResourceTimeGrid, Interaction], this.options());
    store.listen((what) => (what === "board" ? this.rebuild() : this.refresh()));
  }

  /** Columns by bodies or by rooms. */
  show(columns: Columns): void {
    this.columns = columns;
    this.rebuild();
  }

  /** Where on the grid a point of the screen is: the clock and the column. */
  under(x: number, y: number): { start: string; column: string | null } | null {
    const found = this.calendar.dateFromPoint(x, y);
    return found ? { start: local(found.date), column: found.resource?.id ?? null } : null;
  }

  /** Shades the places of a card, as far as the server tried them; `null` takes the shades away. */
  async shade(card: string | null, segment: string | null = null): Promise<void> {
    this.shades = [];
    if (card !== null) {
      const asked = new URLSearchParams({ card, ...(segment ? { segment } : {}), ...(this.store.variant ? { variant: this.store.variant } : {}) });
      const { places } = await ask<{ places: Place[] }>("GET", `${this.store.path}/places?${asked}`);
      this.shades = this.shadesOf(places, card);
    }
    this.refresh();
  }

  private options(): Calendar.Options {
    const shape = this.store.shape;
    const [from, to] = hoursOf(shape);
    return {
      view: "resourceTimeGridDay",
      duration: { days: shape.days.length > 0 ? daysBetween(shape.days) : 1 },
      date: shape.days[0],
      locale: language(),
      datesAboveResources: true,
      filterResourcesWithEvents: false,
      headerToolbar: { start: "", center: "", end: "" },
      dayHeaderFormat: { weekday: "short", day: "numeric", month: "short" },
      allDaySlot: false,
      slotMinTime: from,
      slotMaxTime: to,
      slotDuration: "00:15",
      slotLabelInterval: "01:00",
      snapDuration: { minutes: shape.grain },
      slotLabelFormat: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
      eventTimeFormat: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
      editable: true,
      eventResizableFromStart: true,
      columnWidth: "9rem",
      resources: this.resources(),
      events: this.events(),
      eventClick: (info) => this.hands.chosen(String(info.event.extendedProps["segment"] ?? "") || null),
      eventDragStart: (info) => void this.shade(String(info.event.extendedProps["card"]), String(info.event.extendedProps["segment"])),
      eventDragStop: () => void this.shade(null),
      eventDrop: (info) => void this.dropped(info),
      eventResize: (info) => void this.stretched(info),
    };
  }

  private async dropped(info: Calendar.EventDropInfo): Promise<void> {
    const one = info.event.extendedProps["of"] as Segment;
    const column = info.newResource?.id ?? null;
    if (this.columns === "bodies" && column !== null && column !== one.body) return info.revert();
    const room = this.columns === "rooms" && column !== null ? column || null : one.room;
    const done = await this.hands.make(() => this.store.move({ move: "move", segment: one.id, start: local(info.event.start), room }));
    if (!done) info.revert();
  }

  private async stretched(info: Calendar.EventResizeInfo): Promise<void> {
    const one = info.event.extendedProps["of"] as Segment;
    const hours = { start: local(info.event.start), end: local(info.event.end) };
    if (!(await this.hands.make(() => this.store.move({ move: "stretch", segment: one.id, ...hours })))) info.revert();
  }

  private rebuild(): void {
    for (const [name, value] of Object.entries(this.options())) this.calendar.setOption(name as keyof Calendar.Options, value as never);
  }

  private refresh(): void {
    this.calendar.setOption("events", this.events());
  }

  private resources(): Calendar.ResourceInput[] {
    const { rooms, bodies } = this.store.shape;
    if (this.columns === "bodies") return bodies.map(({ id, title }) => ({ id, title: told(title) }));
    return rooms.map(({ id, title }) => ({ id, title: told(title) }));
  }

  private events(): Calendar.EventInput[] {
    const wrong = new Map<string, string>();
    for (const found of [...this.store.shape.conflicts].reverse()) for (const id of found.segments) wrong.set(id, found.severity);
    const events = Object.entries(this.store.shape.cards).flatMap(([card, parts]) =>
      parts.map((one): Calendar.EventInput => {
        const { background, text } = colourOf(this.store.shape, one.body);
        return {
          id: one.id,
          resourceIds: [this.columns === "bodies" ? one.body : (one.room ?? "")],
          start: wall(one.start),
          end: wall(one.end),
          title: titleOf(this.store.shape, one),
          backgroundColor: background,
          textColor: text,
          classNames: [`is-${wrong.get(one.id) ?? "right"}`, ...(one.joint ? ["is-joint"] : [])],
          extendedProps: { segment: one.id, card, of: one },
        };
      }),
    );
    return [...events, ...this.shades];
  }

  private shadesOf(places: Place[], card: string): Calendar.EventInput[] {
    const columns = this.columns === "bodies" ? bodiesOf(this.store.shape, card) : null;
    return places.map((place) => ({
      resourceIds: columns ?? [place.room ?? ""],
      start: wall(place.start),
      end: new Date(wall(place.start).getTime() + 15 * 60_000),
      display: "background" as const,
      classNames: [`place-${place.shade}`],
      title: shadeWords(place),
      extendedProps: {},
    }));
  }
}

/** What a place's shade means, in words. */
export function shadeWords(place: Place): string {
  if (place.shade === "free") return say("free");
  if (place.shade === "warned") return say("warned", { cost: place.cost });
  return say("forbidden", { why: place.conflicts.find((found) => found.severity === "error")?.message ?? "" });
}

/** The number and title of what a segment takes up. */
export function titleOf(shape: BoardShape, one: Segment): string {
  const item = shape.items.find((each) => each.body === one.body && each.number === one.item);
  const joint = shape.joint_sessions.find((each) => each.id === one.joint);
  const title = item ? told(item.title) : joint ? told(joint.title) : "";
  const part = one.parts > 1 ? ` (${one.part}/${one.parts})` : "";
  return [one.item, title].filter(Boolean).join(" ") + part;
}

function bodiesOf(shape: BoardShape, card: string): string[] {
  const joint = card.startsWith("joint:") ? shape.joint_sessions.find((each) => `joint:${each.id}` === card) : undefined;
  return joint ? joint.bodies : [card.slice(0, card.indexOf("/"))];
}

/** The hours that the grid must show: from the earliest sitting to the latest, or later where a segment stands outside. */
export function hoursOf(shape: BoardShape): [string, string] {
  const sittings = shape.bodies.flatMap((body) => body.sittings);
  const placed = Object.values(shape.cards).flat();
  const starts = [...sittings, ...placed].map((each) => each.start.slice(11, 16)).sort();
  const ends = [...sittings.map((each) => each.last), ...placed.map((each) => each.end)].map((each) => each.slice(11, 16)).sort();
  const first = Number((starts[0] ?? "09:00").slice(0, 2));
  const last = Math.min(24, Number((ends.at(-1) ?? "18:00").slice(0, 2)) + 1);
  return [`${String(first).padStart(2, "0")}:00`, `${String(Math.max(last, first + 1)).padStart(2, "0")}:00`];
}

function daysBetween(days: string[]): number {
  const first = wall(`${days[0]}T00:00`).getTime();
  return Math.round((wall(`${days.at(-1)}T00:00`).getTime() - first) / 86_400_000) + 1;
}
