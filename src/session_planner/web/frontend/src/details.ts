// The segment that is chosen: what it is, where it stands, what stands against it, and what can be done with it.

import { actionsOf } from "./actions.ts";
import { button, el } from "./dom.ts";
import type { Hands } from "./hands.ts";
import type { Store } from "./store.ts";
import { bodyTitle, standsWords, titleOf } from "./titles.ts";
import { say } from "./words.ts";

export class Details {
  private readonly place: HTMLElement;
  private readonly store: Store;
  private readonly hands: Hands;

  constructor(place: HTMLElement, store: Store, hands: Hands) {
    this.place = place;
    this.store = store;
    this.hands = hands;
    hands.onChoice(() => this.draw());
    store.listen(() => this.draw());
    this.draw();
  }

  private draw(): void {
    const { store, hands } = this;
    const one = hands.chosen === null ? undefined : store.segment(hands.chosen);
    this.place.hidden = !one;
    if (!one) return this.place.replaceChildren();
    const { shape } = store;
    const against = shape.conflicts.filter((each) => each.severity === "error" && each.segments.includes(one.id));
    const within = this.place.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset["action"] : undefined;
    this.place.replaceChildren(
      el("h2", { dir: "auto" }, titleOf(shape, one)),
      el("p", {}, `${one.bodies.map((each) => bodyTitle(shape, each)).join(", ") || bodyTitle(shape, one.body)} · ${standsWords(shape, one)}`),
      el("p", { class: "actions" }, ...actionsOf(store, hands, one.id).map((each) => button(say(each.name), each.run, { "data-action": each.name, "aria-keyshortcuts": each.keys[0] }))),
      el("ul", { class: "alarm-list" }, ...against.slice(0, 4).map((each) => el("li", { dir: "auto" }, each.message))),
    );
    if (within) this.place.querySelector<HTMLElement>(`[data-action="${within}"], [data-action]`)?.focus();
  }
}
