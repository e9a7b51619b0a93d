// The tools over the board: undo and redo, columns, zoom and day, filters, other clocks, print.

import type { Grid, Look } from "./calendar.ts";
import { dayWords } from "./clock.ts";
import { button, el, select } from "./dom.ts";
import { stepDay, ZOOMS, type Zoom } from "./frame.ts";
import type { Hands } from "./hands.ts";
import type { Store } from "./store.ts";
import { bodyTitle, roomTitle } from "./titles.ts";
import { language, say } from "./words.ts";

export class Tools {
  private readonly place: HTMLElement;
  private readonly store: Store;
  private readonly grid: Grid;
  private readonly hands: Hands;
  private readonly filtered: () => void;
  private readonly day = el("span", { class: "tools-day" });

  /** `filtered` is called when another filter is set. */
  constructor(place: HTMLElement, store: Store, grid: Grid, hands: Hands, filtered: () => void) {
    this.place = place;
    this.store = store;
    this.grid = grid;
    this.hands = hands;
    this.filtered = filtered;
    store.listen((what) => what === "board" && this.draw());
    this.restore();
    this.draw();
  }

  private draw(): void {
    const { look } = this.grid;
    const { shape } = this.store;
    const back = (name: "undo" | "redo", keys: string): HTMLElement => button(say(name), () => void this.hands.make(() => this.store[name]()), { "aria-keyshortcuts": keys });
    const columns = select(say("columns"), [["bodies", say("columns-bodies")], ...(shape.rooms.length ? ([["rooms", say("columns-rooms")]] as [string, string][]) : [])], look.columns, (value) => this.show({ columns: value as Look["columns"] }));
    const zoom = select(say("zoom"), ZOOMS.map((each) => [each, say(`zoom-${each}`)]), look.zoom, (value) => this.show({ zoom: value as Zoom }));
    const print = button(say("print"), () => window.print());
    this.drawDay();
    this.place.replaceChildren(back("undo", "Control+Z"), back("redo", "Control+Y"), columns, zoom, this.day, ...this.filters(), this.zones(), print);
  }

  private drawDay(): void {
    const { look } = this.grid;
    const { days } = this.store.shape;
    this.day.hidden = look.zoom === "all" || days.length < 2;
    const step = (by: 1 | -1): HTMLElement => button(by === 1 ? "›" : "‹", () => this.show({ from: stepDay(days, look.zoom, look.from, by) }), { "aria-label": say(by === 1 ? "later" : "earlier-days") });
    const list = select(say("day"), days.map((each) => [each, dayWords(each, language())]), look.from, (from) => this.show({ from }));
    const focused = document.activeElement instanceof HTMLElement && this.day.contains(document.activeElement) ? [...this.day.querySelectorAll("button, select")].indexOf(document.activeElement) : -1;
    this.day.replaceChildren(step(-1), list, step(1));
    if (focused >= 0) (this.day.querySelectorAll<HTMLElement>("button, select")[focused])?.focus();
  }

  private filters(): HTMLElement[] {
    const { shape } = this.store;
    const { filter } = this.grid.look;
    const set = (change: Partial<Look["filter"]>): void => {
      Object.assign(filter, change);
      this.show({});
      this.filtered();
    };
    const everything: [string, string] = ["", say("all-of-them")];
    const text = el("input", { type: "search", value: filter.text, maxlength: 80 });
    let timer = 0;
    text.addEventListener("input", () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => set({ text: text.value.trim() }), 200);
    });
    const parts: HTMLElement[] = [select(say("body"), [everything, ...shape.bodies.map((each): [string, string] => [each.id, bodyTitle(shape, each.id)])], filter.body, (body) => set({ body }))];
    if (shape.rooms.length) parts.push(select(say("room"), [everything, ...shape.rooms.map((each): [string, string] => [each.id, roomTitle(shape, each.id)])], filter.room, (room) => set({ room })));
    return [...parts, el("label", {}, el("span", {}, say("search")), text)];
  }

  /** Other zones whose clocks stand beside the session's. */
  private zones(): HTMLElement {
    const { look } = this.grid;
    const known = Intl.supportedValuesOf("timeZone");
    const list = el("datalist", { id: "zones" }, ...known.map((each) => el("option", { value: each })));
    const field = el("input", { list: "zones", value: "", placeholder: look.zones.join(", ") || this.store.shape.timezone });
    field.addEventListener("change", () => {
      const zone = known.find((each) => each.toLowerCase() === field.value.trim().toLowerCase());
      if (!zone) return;
      const zones = look.zones.includes(zone) ? look.zones.filter((each) => each !== zone) : [...look.zones, zone].slice(-3);
      this.show({ zones });
      this.draw();
    });
    const taken = look.zones.map((zone) => button(`${zone} ×`, () => {
      this.show({ zones: look.zones.filter((each) => each !== zone) });
      this.draw();
    }, { class: "small", "aria-label": say("zone-away", { title: zone }) }));
    return el("span", { class: "zones" }, el("label", {}, el("span", {}, say("zones")), field), list, ...taken);
  }

  private show(look: Partial<Look>): void {
    this.grid.show(look);
    this.drawDay();
    const { columns, zoom, zones } = this.grid.look;
    localStorage.setItem(this.key, JSON.stringify({ columns, zoom, zones }));
  }

  /** As the reader left it the last time. */
  private restore(): void {
    const kept = localStorage.getItem(this.key);
    if (kept === null) return;
    const look = JSON.parse(kept) as Partial<Look>;
    if (look.columns === "rooms" && !this.store.shape.rooms.length) delete look.columns;
    this.grid.show(look);
  }

  private get key(): string {
    return `board ${this.store.board}`;
  }
}
