// The calendar: days and columns (bodies or rooms), the hours down, segments to drag and to stretch.

import { createCalendar, Interaction, ResourceTimeGrid, type Calendar } from "@event-calendar/core";
import "@event-calendar/core/index.css";

import type { Segment } from "./api.ts";
import { dayWords, inZone, local, wall } from "./clock.ts";
import { colourOf } from "./colours.ts";
import { el } from "./dom.ts";
import { columnOf, columnsOf, daysBetween, easyZoom, hiddenDays, hoursOf, passes, searchable, shownDays, type Columns, type Filter, type Zoom } from "./frame.ts";
import type { Hands } from "./hands.ts";
import { Overlay, type Box, type Geometry } from "./overlay.ts";
import { face, paint, plain } from "./painting.ts";
import { severities, type Store } from "./store.ts";
import { titleOf } from "./titles.ts";
import { language } from "./words.ts";

const SLOT = { minutes: 15, pixels: 24 };

/** What the grid shows, as the tools set it. */
export interface Look {
  columns: Columns;
  zoom: Zoom;
  from: string;
  zones: string[];
  filter: Filter;
}

export interface Lifted {
  lifted(card: string, segment: string | null): void;
  letGo(): void;
}

export class Grid {
  readonly look: Look;
  readonly shades: Overlay;
  readonly ghosts: Overlay;
  private readonly calendar: Calendar;
  private readonly host: HTMLElement;
  private readonly store: Store;
  private readonly hands: Hands;
  private readonly elements = new Map<string, HTMLElement>();
  private drawn = new Map<string, string>();
  private putAway: string | null = null;
  /** Where a segment is put away by letting it go there. */
  tray: { holds(x: number, y: number): boolean } | null = null;
  lifting: Lifted = { lifted: () => undefined, letGo: () => undefined };

  constructor(host: HTMLElement, store: Store, hands: Hands) {
    this.host = host;
    this.store = store;
    this.hands = hands;
    const { rooms, days } = store.shape;
    this.look = { columns: rooms.length ? "rooms" : "bodies", zoom: easyZoom(store.shape), from: days[0] ?? "", zones: [], filter: { body: "", room: "", text: "" } };
    this.calendar = createCalendar(host, [ResourceTimeGrid, Interaction], { ...this.frame(), ...this.reactions(), events: this.wanted() });
    this.drawn = new Map(this.wanted().map((each) => [String(each.id), key(each)]));
    this.shades = new Overlay(host, "shades");
    this.ghosts = new Overlay(host, "ghosts");
    store.listen((what) => (what === "board" ? this.show({}) : this.refresh()));
    this.paintAll();
  }

  /** Another zoom, day, kind of columns, filter or clocks. */
  show(look: Partial<Look>): void {
    Object.assign(this.look, look);
    this.elements.clear();
    for (const [name, value] of Object.entries(this.frame())) this.calendar.setOption(name as keyof Calendar.Options, value as never);
    const wanted = this.wanted();
    this.calendar.setOption("events", wanted as never);
    this.drawn = new Map(wanted.map((each) => [String(each.id), key(each)]));
    // The calendar draws when it has caught its breath; what is drawn over it comes after.
    requestAnimationFrame(() => {
      this.paintAll();
      this.shades.again(this.geometry());
      this.ghosts.again(this.geometry());
    });
  }

  get days(): string[] {
    return shownDays(this.store.shape.days, this.look.zoom, this.look.from);
  }

  geometry(): Geometry {
    const columns = columnsOf(this.store.shape, this.look.columns, this.look.filter).map((each) => each.id);
    return { days: this.days, columns, from: hoursOf(this.store.shape)[0] * 60, slot: SLOT };
  }

  /** The element of a segment, if it is shown. */
  element(segment: string): HTMLElement | undefined {
    return this.elements.get(segment);
  }

  /** Makes sure that a segment is among the days shown, and gives it the focus. */
  reveal(one: Segment): void {
    const date = one.start.slice(0, 10);
    if (!this.days.includes(date) && this.store.shape.days.includes(date)) this.show({ from: date });
    requestAnimationFrame(() => {
      const found = this.element(one.id);
      found?.scrollIntoView({ block: "nearest", inline: "nearest" });
      found?.focus();
    });
  }

  /** Where on the grid a point of the screen is: the clock and the column. */
  under(x: number, y: number): { start: string; column: string | null } | null {
    const found = this.calendar.dateFromPoint(x, y);
    return found ? { start: local(found.date), column: found.resource?.id ?? null } : null;
  }

  /** Boxes for somewhere, in the columns that are shown: a joint session stands in those of all its bodies. */
  boxes(one: { start: string; room: string | null }, bodies: string[], minutes: number, kind: string, words: string): Box[] {
    const columns = this.look.columns === "bodies" ? bodies : [one.room ?? ""];
    return columns.map((column) => ({ column, start: one.start, minutes, kind, words }));
  }

  /** Marks the segment chosen; it alone is reached by the Tab key, arrows go from there. */
  mark(chosen: string | null): void {
    const first = chosen !== null && this.elements.has(chosen) ? chosen : (this.elements.keys().next().value ?? null);
    for (const [id, each] of this.elements) {
      each.tabIndex = id === first ? 0 : -1;
      each.toggleAttribute("data-chosen", id === chosen);
    }
  }

  private frame(): Calendar.Options {
    const { shape } = this.store;
    const [from, to] = hoursOf(shape);
    const days = this.days;
    const lang = language();
    return {
      view: "resourceTimeGridDay",
      duration: { days: daysBetween(days) },
      hiddenDays: hiddenDays(days),
      date: days[0],
      locale: lang,
      slotMinTime: `${from}:00`,
      slotMaxTime: `${to}:00`,
      snapDuration: { minutes: shape.grain },
      slotLabelFormat: (time) => this.clocks(local(time).slice(11)),
      dayHeaderFormat: (date) => dayWords(local(date), lang),
      columnWidth: this.geometry().columns.length * days.length > 6 ? "8.5rem" : "minmax(8.5rem, 1fr)",
      resources: columnsOf(shape, this.look.columns, this.look.filter),
    };
  }

  private reactions(): Calendar.Options {
    return {
      datesAboveResources: true,
      headerToolbar: { start: "", center: "", end: "" },
      allDaySlot: false,
      slotDuration: { minutes: SLOT.minutes },
      slotLabelInterval: "01:00",
      slotHeight: SLOT.pixels,
      editable: true,
      eventResizableFromStart: true,
      eventTimeFormat: (start, end) => (end ? `${local(start).slice(11)}–${local(end).slice(11)}` : local(start).slice(11)),
      // What a segment shows is painted by `paint`, so that one that changes does not make the calendar draw them all.
      eventContent: (info) => (info.event.display === "preview" ? undefined : ""),
      eventDidMount: (info) => this.mounted(info.event, info.el),
      eventClick: (info) => this.hands.choose(String(info.event.id)),
      eventDragStart: (info) => this.lifting.lifted(String(info.event.extendedProps["card"]), String(info.event.id)),
      eventDragStop: (info) => this.letGo(info),
      eventDrop: (info) => void this.dropped(info),
      eventResize: (info) => void this.stretched(info),
      // A segment stays with its body; it is given to another room.
      dragConstraint: ({ newResource, event }) => this.look.columns === "rooms" || !newResource || newResource.id === String(event.extendedProps["column"]),
    };
  }

  /** A drag ends: over the tray, the segment goes there. */
  private letGo(info: Calendar.EventDragInfo): void {
    this.lifting.letGo();
    const { clientX, clientY } = info.jsEvent as PointerEvent;
    this.putAway = this.tray?.holds(clientX, clientY) ? String(info.event.id) : null;
    const segment = this.putAway;
    if (segment !== null) void this.hands.make(() => this.store.move({ move: "drop", segment }));
  }

  private async dropped(info: Calendar.EventDropInfo): Promise<void> {
    const one = this.store.segment(String(info.event.id));
    if (!one || this.putAway === one.id) return info.revert();
    const room = this.look.columns === "rooms" && info.newResource ? info.newResource.id || null : one.room;
    const move = { move: "move", segment: one.id, start: local(info.event.start), room } as const;
    const element = this.elements.get(one.id);
    if (element) face(element, this.store, this.look.columns, { ...one, start: local(info.event.start), end: local(info.event.end) });
    if (!(await this.hands.make(() => this.store.move(move)))) this.rolledBack(one.id, info.revert);
  }

  private async stretched(info: Calendar.EventResizeInfo): Promise<void> {
    const hours = { start: local(info.event.start), end: local(info.event.end) };
    const segment = String(info.event.id);
    if (!(await this.hands.make(() => this.store.move({ move: "stretch", segment, ...hours })))) this.rolledBack(segment, info.revert);
  }

  /** A segment goes back where it was; where the board was read anew meanwhile, to where it is now. */
  private rolledBack(segment: string, revert: () => void): void {
    revert();
    this.drawn.delete(segment);
    this.calendar.removeEventById(segment);
    this.refresh();
  }

  /** Lays what has changed over what is drawn, segment by segment. */
  private refresh(): void {
    const wanted = this.wanted();
    const ids = new Set(wanted.map((each) => String(each.id)));
    for (const id of [...this.drawn.keys()].filter((each) => !ids.has(each))) {
      this.calendar.removeEventById(id);
      this.drawn.delete(id);
      this.elements.delete(id);
    }
    for (const each of wanted) {
      const id = String(each.id);
      if (this.drawn.get(id) === key(each)) continue;
      if (!this.drawn.has(id)) this.calendar.addEvent(each);
      else if (!this.asDrawn(id, each)) this.calendar.updateEvent(each);
      this.drawn.set(id, key(each));
    }
    this.paintAll();
  }

  /** Whether the calendar has a segment where it belongs already: it was dragged there. */
  private asDrawn(id: string, wanted: Calendar.EventInput): boolean {
    const drawn = this.calendar.getEventById(id);
    const same = (one: Date, other: Calendar.EventInput["start"]): boolean => one.getTime() === (other as Date).getTime();
    return drawn !== null && same(drawn.start, wanted.start) && same(drawn.end, wanted.end) && String(drawn.resourceIds[0]) === String((wanted.resourceIds as string[])[0]);
  }

  private wanted(): Calendar.EventInput[] {
    const { shape } = this.store;
    const days = new Set(this.days);
    const { columns, filter } = this.look;
    return Object.entries(shape.cards).flatMap(([card, parts]) =>
      parts
        .filter((one) => days.has(one.start.slice(0, 10)) && passes(filter, one, filter.text ? searchable(shape, one) : ""))
        .map((one) => {
          const column = columnOf(columns, one);
          const { background, text } = colourOf(shape, one.body);
          return { id: one.id, resourceIds: [column], start: wall(one.start), end: wall(one.end), title: titleOf(shape, one), backgroundColor: background, textColor: text, extendedProps: { card, column } };
        }),
    );
  }

  private mounted(event: Calendar.Event, element: HTMLElement): void {
    if (event.display !== "auto" && event.display !== "ghost") return;
    element.tabIndex = -1;
    element.dataset["segment"] = String(event.id);
    this.elements.set(String(event.id), element);
    const one = this.store.segment(String(event.id));
    if (one) paint(element, this.store, this.look.columns, one, severities(this.store.shape).get(one.id));
  }

  private paintAll(): void {
    plain(this.host);
    const gravest = severities(this.store.shape);
    for (const one of this.store.segments()) {
      const element = this.elements.get(one.id);
      if (element) paint(element, this.store, this.look.columns, one, gravest.get(one.id));
    }
    this.mark(this.hands.chosen);
  }

  /** An hour on the session's clock, and on those of the other zones that are asked for. */
  private clocks(time: string): Calendar.Content {
    const { zones } = this.look;
    if (!zones.length) return time;
    const others = zones.map((zone) => {
      const there = inZone(`${this.days[0]}T${time}`, this.store.shape.timezone, zone);
      return el("small", { title: zone, dir: "ltr" }, `${there.hour}${there.days ? (there.days > 0 ? "⁺¹" : "⁻¹") : ""} ${city(zone)}`);
    });
    return { domNodes: [el("b", {}, time), ...others] };
  }
}

/** A zone by its city, as there is little room. */
function city(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}

/** What the calendar must draw anew when it changes. */
function key(event: Calendar.EventInput): string {
  return [(event.start as Date).getTime(), (event.end as Date).getTime(), event.resourceIds, event.title].join("|");
}
