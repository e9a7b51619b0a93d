// Proposals: what a job found or a file holds, drawn as a difference over the board and told as a list, to take whole or
// in part.

import { ask, type Difference, type Proposal, type Segment } from "./api.ts";
import { between, when } from "./clock.ts";
import type { Grid } from "./calendar.ts";
import { button, el } from "./dom.ts";
import type { Hands } from "./hands.ts";
import type { Box } from "./overlay.ts";
import type { Store } from "./store.ts";
import { cardTitle, standsWords, titleOf } from "./titles.ts";
import { language, say } from "./words.ts";

export class Proposals {
  private readonly place = el("div");
  private readonly heading: HTMLElement;
  private readonly store: Store;
  private readonly grid: Grid;
  private readonly hands: Hands;
  private list: Proposal[] = [];
  private open: string | null = null;
  private differences: Difference[] = [];
  private chosen = new Set<string>();

  constructor(place: HTMLElement, heading: HTMLElement, store: Store, grid: Grid, hands: Hands) {
    this.heading = heading;
    this.store = store;
    this.grid = grid;
    this.hands = hands;
    place.replaceChildren(this.place, this.opener());
    store.listen(() => this.open !== null && void this.compare());
    void this.load(null);
  }

  /** Reads the open proposals; with the one that is to be looked at, if any. */
  async load(look: string | null): Promise<void> {
    const all = await ask<Proposal[]>("GET", `${this.store.path}/proposals`).catch(() => this.list);
    this.list = all.filter((each) => each.variant === this.store.variant);
    if (look !== null) await this.look(look);
    else if (this.open !== null && !this.list.some((each) => each.id === this.open)) await this.look(null);
    else this.draw();
    if (look !== null) this.place.closest("details")?.setAttribute("open", "");
  }

  private async look(proposal: string | null): Promise<void> {
    this.open = proposal;
    this.differences = [];
    await this.compare(true);
  }

  /** What the proposal would change of the board as it is now. */
  private async compare(anew = false): Promise<void> {
    const { open } = this;
    const found = open === null ? [] : await ask<{ differences: Difference[] }>("GET", `${this.store.path}/proposals/${encodeURIComponent(open)}`).then((each) => each.differences).catch(() => []);
    if (open !== this.open) return;
    this.differences = found;
    const cards = found.map((each) => each.card);
    this.chosen = new Set(anew ? cards : cards.filter((each) => this.chosen.has(each)));
    const boxes = found.flatMap((each) => ghosts(each, (one, kind) => this.grid.boxes(one, [one.body], between(one.start, one.end), kind, titleOf(this.store.shape, one))));
    this.grid.ghosts.draw(boxes, this.grid.geometry());
    this.draw();
  }

  private draw(): void {
    this.heading.textContent = `${say("proposals")} (${this.list.length})`;
    if (!this.list.length) return this.place.replaceChildren(el("p", {}, say("proposals-none")));
    const focused = this.place.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset["key"] : undefined;
    this.place.replaceChildren(el("ul", { class: "proposals" }, ...this.list.map((each) => this.entry(each))));
    if (focused) this.place.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  private entry(proposal: Proposal): HTMLElement {
    const looking = proposal.id === this.open;
    const name = proposal.title || say("proposal-of", { when: when(new Date(Date.parse(proposal.made)).toISOString(), language()) });
    const head = button(name, () => void this.look(looking ? null : proposal.id), { "aria-expanded": String(looking), "data-key": `look ${proposal.id}`, class: "plain" });
    return el("li", {}, head, looking && this.body(proposal));
  }

  private body(proposal: Proposal): HTMLElement {
    if (!this.differences.length) return el("div", {}, el("p", {}, say("proposal-same")), this.closer(proposal));
    const rows = this.differences.map((each) => this.difference(each));
    const all = button(say("take-all", { count: this.differences.length }), () => void this.take(proposal, null), { class: "first", "data-key": "all" });
    const some = button(say("take-chosen"), () => void this.take(proposal, [...this.chosen]), { "data-key": "some" });
    return el("div", {}, el("p", { class: "actions" }, all, some, this.closer(proposal)), el("ul", { class: "differences" }, ...rows));
  }

  private difference(each: Difference): HTMLElement {
    const { shape } = this.store;
    const tick = (event: Event): void => {
      if ((event.target as HTMLInputElement).checked) this.chosen.add(each.card);
      else this.chosen.delete(each.card);
    };
    const box = el("input", { type: "checkbox", checked: this.chosen.has(each.card), onchange: tick, "data-key": `tick ${each.card}` });
    const stands = (parts: Segment[]): string => (parts.length ? [...new Set(parts.map((one) => standsWords(shape, one)))].join("; ") : say("tray"));
    return el("li", {}, el("label", {}, box, el("span", { dir: "auto" }, el("b", {}, cardTitle(shape, each.card)), el("br"), say("from-to", { from: stands(each.now), to: stands(each.then) }))));
  }

  /** Where a programme of any hand comes in: a table, a calendar, or our own file. */
  private opener(): HTMLElement {
    const field = el("input", { type: "file", accept: ".csv,.xlsx,.ics,.json" });
    field.addEventListener("change", () => {
      const file = field.files?.[0];
      if (file) void this.opened(file);
      field.value = "";
    });
    return el("p", {}, el("label", {}, el("span", {}, say("open-file")), field));
  }

  private async opened(file: File): Promise<void> {
    const data = await base64(file);
    await this.hands.make(async () => {
      const found = await ask<Proposal & { notes: string[] }>("POST", `${this.store.path}/proposals${this.store.query}`, { file: file.name, data });
      await this.load(found.id);
      if (found.notes.length) this.hands.warn(found.notes.join(" · "));
    });
  }

  private closer(proposal: Proposal): HTMLElement {
    return button(say("put-away"), () => void this.close(proposal), { "data-key": "away" });
  }

  private async take(proposal: Proposal, cards: string[] | null): Promise<void> {
    const path = `/proposals/${encodeURIComponent(proposal.id)}/take`;
    // What others have changed meanwhile is refused where all is taken; made all the same, it is taken by name.
    let named = cards;
    await this.hands.make(() => {
      const body = named === null ? {} : { cards: named };
      named ??= this.differences.map((each) => each.card);
      return this.store.change(path, body);
    });
  }

  private async close(proposal: Proposal): Promise<void> {
    await this.hands.make(() => ask("POST", `${this.store.path}/proposals/${encodeURIComponent(proposal.id)}/close`, {}));
    await this.load(null);
  }
}

/** The bytes of a file as the API takes them. */
function base64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",", 2)[1] ?? "");
    reader.onerror = () => reject(reader.error ?? new Error(file.name));
    reader.readAsDataURL(file);
  });
}

/** How a difference is drawn: where its parts would stand, and those that would go from where they are. */
export function ghosts(difference: Difference, boxes: (one: Segment, kind: string) => Box[]): Box[] {
  const place = (one: Segment): string => [one.body, one.item, one.start, one.end, one.room].join("|");
  const [now, then] = [new Set(difference.now.map(place)), new Set(difference.then.map(place))];
  return [
    ...difference.now.filter((one) => !then.has(place(one))).flatMap((one) => boxes(one, "ghost-from")),
    ...difference.then.filter((one) => !now.has(place(one))).flatMap((one) => boxes(one, "ghost-to")),
  ];
}
