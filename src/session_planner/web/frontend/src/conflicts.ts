// What the checker says: broken rules first, each a way to the segment that it is about; then what the soft rules charge.

import type { Conflict } from "./api.ts";
import { button, el } from "./dom.ts";
import type { Store } from "./store.ts";
import { say } from "./words.ts";

const SHOWN = 60;

export class Conflicts {
  private readonly place: HTMLElement;
  private readonly heading: HTMLElement;
  private readonly store: Store;
  private readonly show: (segment: string) => void;
  private drawn = "";
  private all = false;

  constructor(place: HTMLElement, heading: HTMLElement, store: Store, show: (segment: string) => void) {
    this.place = place;
    this.heading = heading;
    this.store = store;
    this.show = show;
    store.listen(() => this.draw());
    this.draw();
  }

  private draw(): void {
    const { conflicts, costs } = this.store.shape;
    const errors = conflicts.filter((each) => each.severity === "error");
    const charged = costs.filter((each) => each.cost > 0);
    const drawn = JSON.stringify([errors, charged, this.all]);
    // Told even where nothing is new, so that whoever waits for the answer to a drop sees that it is there.
    this.place.dataset["number"] = String(this.store.shape.number);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.heading.textContent = `${say("conflicts")} (${errors.length})`;
    const list = el("ol", { class: "conflicts" }, ...errors.slice(0, this.all ? undefined : SHOWN).map((each) => this.entry(each)));
    const more = errors.length > SHOWN && !this.all && button(say("conflicts-all", { count: errors.length }), () => {
      this.all = true;
      this.draw();
    });
    const total = charged.reduce((sum, each) => sum + each.cost, 0);
    const table = el("ul", { class: "costs" }, ...charged.map((each) => el("li", { "data-rule": each.rule }, `${each.rule}: ${each.cost}`)));
    this.place.replaceChildren(...[errors.length ? list : el("p", {}, say("conflicts-none")), more, el("h3", {}, `${say("warnings")} (${total})`), table].filter((each) => each !== false));
  }

  private entry(found: Conflict): HTMLElement {
    const segment = found.segments.find((each) => this.store.segment(each));
    const words = found.message + (found.source ? ` [${found.source}]` : "");
    return el("li", { "data-rule": found.rule, dir: "auto" }, segment ? el("button", { type: "button", class: "plain", onclick: () => this.show(segment) }, words) : words);
  }
}
