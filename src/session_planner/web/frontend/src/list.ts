// The board as a list: every card in order of time, to go through with the keys; what waits comes last.

import { actionFor, actionsOf } from "./actions.ts";
import type { Segment } from "./api.ts";
import { day, dayWords, hour } from "./clock.ts";
import { button, el } from "./dom.ts";
import { passes, searchable, type Filter } from "./frame.ts";
import type { Hands } from "./hands.ts";
import { move } from "./moving.ts";
import { severities, type Store } from "./store.ts";
import { bodyTitle, cardTitle, roomTitle, titleOf } from "./titles.ts";
import { language, say } from "./words.ts";

export class List {
  private readonly place: HTMLElement;
  private readonly store: Store;
  private readonly hands: Hands;
  private readonly filter: Filter;

  constructor(place: HTMLElement, store: Store, hands: Hands, filter: Filter) {
    this.place = place;
    this.store = store;
    this.hands = hands;
    this.filter = filter;
    store.listen(() => this.draw());
    place.addEventListener("keydown", (event) => this.key(event));
    place.addEventListener("focusin", (event) => {
      const segment = (event.target as HTMLElement).closest<HTMLElement>("tr[data-segment]")?.dataset["segment"];
      if (segment && segment !== hands.chosen) hands.choose(segment);
    });
  }

  /** Draws the list anew, if it is shown; the focus stays on its card. */
  draw(): void {
    if (this.place.hidden) return;
    const focused = (document.activeElement as HTMLElement | null)?.closest<HTMLElement>("tr[data-key]")?.dataset["key"];
    const { shape } = this.store;
    const segments = this.store
      .segments()
      .filter((one) => passes(this.filter, one, this.filter.text ? searchable(shape, one) : ""))
      .sort((one, other) => one.start.localeCompare(other.start) || one.body.localeCompare(other.body) || one.id.localeCompare(other.id));
    const gravest = severities(shape);
    const days = [...new Set(segments.map((one) => day(one.start)))];
    const parts = days.map((date) => el("tbody", {}, this.headed(dayWords(date, language())), ...segments.filter((one) => day(one.start) === date).map((one) => this.row(one, gravest.get(one.id)))));
    const waits = shape.waiting.length ? el("tbody", {}, this.headed(say("tray")), ...shape.waiting.map(({ card, minutes }) => this.waiting(card, minutes))) : null;
    const head = el("thead", {}, el("tr", {}, ...["hours", "title", "body", "room", "state"].map((each) => el("th", { scope: "col" }, say(each)))));
    this.place.replaceChildren(el("p", { class: "quiet" }, say("list-keys")), el("table", { class: "list" }, el("caption", {}, say("view-list")), head, ...parts, ...(waits ? [waits] : [])));
    const rows = this.rows();
    const again = rows.find((each) => each.dataset["key"] === focused);
    for (const row of rows) this.anchor(row).tabIndex = row === (again ?? rows[0]) ? 0 : -1;
    if (again) this.anchor(again).focus();
  }

  private headed(words: string): HTMLElement {
    return el("tr", { class: "headed" }, el("th", { scope: "colgroup", colspan: 5 }, words));
  }

  private row(one: Segment, gravest: string | undefined): HTMLElement {
    const { shape } = this.store;
    const states = [gravest ? say(`is-${gravest}`) : "", one.joint ? say("is-joint") : "", this.store.locked(this.store.card(one.id) ?? "") ? say("is-locked") : ""];
    const title = button(titleOf(shape, one), () => this.hands.choose(one.id), { class: "plain", dir: "auto", "aria-keyshortcuts": "m h l s Delete" });
    const cells = [`${hour(one.start)}–${hour(one.end)}`, title, bodyTitle(shape, one.body), shape.rooms.length ? roomTitle(shape, one.room) : "", states.filter(Boolean).join(", ")];
    return el("tr", { "data-key": one.id, "data-segment": one.id, "data-state": gravest }, ...cells.map((each) => el("td", { dir: "auto" }, each)));
  }

  private waiting(card: string, minutes: number): HTMLElement {
    const title = button(cardTitle(this.store.shape, card), () => void move(this.store, this.hands, card, null), { class: "plain", dir: "auto", "aria-keyshortcuts": "m" });
    return el("tr", { "data-key": `waiting:${card}`, "data-card": card }, el("td", {}, say("minutes", { count: minutes })), el("td", {}, title), el("td", { colspan: 3 }));
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = (event.target as HTMLElement).closest<HTMLElement>("tr[data-key]");
    if (!row) return;
    const rows = this.rows();
    const at = rows.indexOf(row);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    const { segment, card } = row.dataset;
    if (to !== undefined) this.focus(rows[Math.min(rows.length - 1, Math.max(0, to))]);
    else if (segment) {
      const action = actionFor(actionsOf(this.store, this.hands, segment), event.key);
      if (!action) return;
      action.run();
    } else if (card && event.key.toLowerCase() === "m") void move(this.store, this.hands, card, null);
    else return;
    event.preventDefault();
  }

  private focus(row: HTMLElement | undefined): void {
    if (!row) return;
    for (const each of this.rows()) this.anchor(each).tabIndex = each === row ? 0 : -1;
    this.anchor(row).focus();
  }

  private rows(): HTMLElement[] {
    return [...this.place.querySelectorAll<HTMLElement>("tr[data-key]")];
  }

  private anchor(row: HTMLElement): HTMLElement {
    return row.querySelector<HTMLElement>("button") ?? row;
  }
}
