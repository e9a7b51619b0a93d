// What the checker says: broken rules first, then what the soft rules charge.

import type { Store } from "./store.ts";
import { say } from "./words.ts";

export class Conflicts {
  private readonly place: HTMLElement;
  private readonly store: Store;

  constructor(place: HTMLElement, store: Store) {
    this.place = place;
    this.store = store;
    store.listen(() => this.draw());
    this.draw();
  }

  private draw(): void {
    const { conflicts, costs } = this.store.shape;
    const errors = conflicts.filter((each) => each.severity === "error");
    const heading = document.createElement("h2");
    heading.textContent = `${say("conflicts")} (${errors.length})`;
    const list = document.createElement("ol");
    list.className = "conflicts";
    for (const found of errors) {
      const entry = document.createElement("li");
      entry.dataset["rule"] = found.rule;
      entry.textContent = found.message + (found.source ? ` [${found.source}]` : "");
      list.append(entry);
    }
    const none = document.createElement("p");
    none.textContent = say("conflicts-none");
    const total = document.createElement("h2");
    total.textContent = `${say("warnings")} (${costs.reduce((sum, each) => sum + each.cost, 0)})`;
    const table = document.createElement("ul");
    table.className = "costs";
    for (const cost of costs.filter((each) => each.cost > 0)) {
      const entry = document.createElement("li");
      entry.textContent = `${cost.rule}: ${cost.cost}`;
      table.append(entry);
    }
    this.place.replaceChildren(heading, errors.length ? list : none, total, table);
  }
}
