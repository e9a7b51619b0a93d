// The tray: what is not placed yet. A card is dragged from here onto the grid, and a segment from the grid back.

import type { Hands, Grid } from "./calendar.ts";
import type { Store } from "./store.ts";
import { say, told } from "./words.ts";

export class Tray {
  private readonly place: HTMLElement;
  private readonly store: Store;
  private readonly grid: Grid;
  private readonly hands: Hands;

  constructor(place: HTMLElement, store: Store, grid: Grid, hands: Hands) {
    this.place = place;
    this.store = store;
    this.grid = grid;
    this.hands = hands;
    store.listen(() => this.draw());
    this.draw();
  }

  private draw(): void {
    const list = document.createElement("ul");
    for (const { card, minutes } of this.store.shape.waiting) {
      const entry = document.createElement("li");
      entry.className = "card";
      entry.tabIndex = 0;
      entry.dataset["card"] = card;
      entry.textContent = `${this.title(card)} · ${say("minutes", { count: minutes })}`;
      entry.addEventListener("pointerdown", (event) => this.lift(event, card, entry));
      list.append(entry);
    }
    const empty = document.createElement("p");
    empty.textContent = say("tray-empty");
    this.place.replaceChildren(this.store.shape.waiting.length ? list : empty);
  }

  private title(card: string): string {
    const shape = this.store.shape;
    const item = shape.items.find((each) => each.ref === card);
    const joint = shape.joint_sessions.find((each) => `joint:${each.id}` === card);
    return item ? `${item.number} ${told(item.title)}` : joint ? told(joint.title) : card;
  }

  /** Follows the pointer until it lets go, then asks for the place under it. */
  private lift(down: PointerEvent, card: string, entry: HTMLElement): void {
    down.preventDefault();
    entry.setPointerCapture(down.pointerId);
    entry.classList.add("lifted");
    void this.grid.shade(card);
    const follow = (event: PointerEvent): void => {
      entry.style.translate = `${event.clientX - down.clientX}px ${event.clientY - down.clientY}px`;
    };
    const release = (event: PointerEvent): void => {
      entry.removeEventListener("pointermove", follow);
      entry.classList.remove("lifted");
      entry.style.translate = "";
      void this.grid.shade(null);
      const under = event.type === "pointerup" ? this.grid.under(event.clientX, event.clientY) : null;
      if (!under) return;
      const room = this.grid.columns === "rooms" ? under.column || null : null;
      void this.hands.make(() => this.store.move({ move: "place", card, start: under.start, room }));
    };
    entry.addEventListener("pointermove", follow);
    entry.addEventListener("pointerup", release, { once: true });
    entry.addEventListener("pointercancel", release, { once: true });
  }
}
