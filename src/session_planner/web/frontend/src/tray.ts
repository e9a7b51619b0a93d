// The tray: what is not placed yet. A card is dragged from here onto the grid, or moved by key; a segment that is let go
// over the tray comes back to it.

import type { Grid } from "./calendar.ts";
import { colourOf } from "./colours.ts";
import { el } from "./dom.ts";
import type { Hands } from "./hands.ts";
import { move } from "./moving.ts";
import type { Store } from "./store.ts";
import { bodiesOf, bodyTitle, cardTitle } from "./titles.ts";
import { say } from "./words.ts";

export class Tray {
  private readonly place: HTMLElement;
  private readonly heading: HTMLElement;
  private readonly store: Store;
  private readonly grid: Grid;
  private readonly hands: Hands;
  private drawn = "";

  constructor(place: HTMLElement, heading: HTMLElement, store: Store, grid: Grid, hands: Hands) {
    this.place = place;
    this.heading = heading;
    this.store = store;
    this.grid = grid;
    this.hands = hands;
    store.listen((what) => this.draw(what === "board"));
    this.draw(true);
  }

  /** Whether a point of the screen is over the tray. */
  holds(x: number, y: number): boolean {
    const { left, right, top, bottom } = (this.place.closest("details") ?? this.place).getBoundingClientRect();
    return x >= left && x < right && y >= top && y < bottom;
  }

  private draw(anew: boolean): void {
    const { waiting } = this.store.shape;
    const drawn = JSON.stringify([waiting, this.store.shape.items.length]);
    if (drawn === this.drawn && !anew) return;
    this.drawn = drawn;
    this.heading.textContent = `${say("tray")} (${waiting.length})`;
    const focused = this.place.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset["card"] : undefined;
    const list = el("ul", {}, ...waiting.map(({ card, minutes }) => el("li", {}, this.entry(card, minutes))));
    this.place.replaceChildren(waiting.length ? list : el("p", {}, say("tray-empty")));
    if (focused) [...this.place.querySelectorAll<HTMLElement>(".card")].find((each) => each.dataset["card"] === focused)?.focus();
  }

  private entry(card: string, minutes: number): HTMLElement {
    const { shape } = this.store;
    const bodies = bodiesOf(shape, card);
    const words = `${cardTitle(shape, card)} · ${say("minutes", { count: minutes })}`;
    const entry = el("button", { type: "button", class: "card", "data-card": card, "aria-keyshortcuts": "m", dir: "auto" }, words, el("small", {}, bodies.map((each) => bodyTitle(shape, each)).join(", ")));
    entry.style.borderInlineStartColor = colourOf(shape, bodies[0] ?? "").line;
    entry.addEventListener("pointerdown", (event) => this.lift(event, card, entry));
    entry.addEventListener("click", (event) => event.detail === 0 && void move(this.store, this.hands, card, null));
    entry.addEventListener("dblclick", () => void move(this.store, this.hands, card, null));
    entry.addEventListener("keydown", (event) => event.key.toLowerCase() === "m" && !event.ctrlKey && void move(this.store, this.hands, card, null));
    return entry;
  }

  /** Follows the pointer until it lets go, then asks for the place under it. */
  private lift(down: PointerEvent, card: string, entry: HTMLElement): void {
    if (down.button !== 0) return;
    entry.setPointerCapture(down.pointerId);
    let lifted = false;
    const follow = (event: PointerEvent): void => {
      const [x, y] = [event.clientX - down.clientX, event.clientY - down.clientY];
      if (!lifted && Math.hypot(x, y) < 5) return;
      if (!lifted) this.grid.lifting.lifted(card, null);
      lifted = true;
      entry.classList.add("lifted");
      entry.style.translate = `${x}px ${y}px`;
    };
    const release = (event: PointerEvent): void => {
      entry.removeEventListener("pointermove", follow);
      entry.classList.remove("lifted");
      entry.style.translate = "";
      if (lifted) this.grid.lifting.letGo();
      const under = lifted && event.type === "pointerup" ? this.grid.under(event.clientX, event.clientY) : null;
      if (!under) return;
      const room = this.grid.look.columns === "rooms" ? under.column || null : null;
      entry.classList.add("pending");
      void this.hands.make(() => this.store.move({ move: "place", card, start: under.start, room })).then(() => entry.classList.remove("pending"));
    };
    entry.addEventListener("pointermove", follow);
    entry.addEventListener("pointerup", release, { once: true });
    entry.addEventListener("pointercancel", release, { once: true });
  }
}
