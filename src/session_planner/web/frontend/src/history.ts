// Who did what when: the board's changes, newest first.

import { ask, type Step } from "./api.ts";
import { when } from "./clock.ts";
import { button, el } from "./dom.ts";
import type { Store } from "./store.ts";
import { cardTitle, standsWords } from "./titles.ts";
import { language, say } from "./words.ts";

const PAGE = 30;

export class History {
  private readonly place: HTMLElement;
  private readonly store: Store;
  private steps: Step[] = [];
  private complete = false;

  /** `part` is what it is folded into: nothing is asked for while it is closed. */
  constructor(part: HTMLDetailsElement, place: HTMLElement, store: Store) {
    this.place = place;
    this.store = store;
    part.addEventListener("toggle", () => part.open && void this.load());
    store.listen(() => part.open && void this.load());
  }

  private async load(): Promise<void> {
    this.steps = await this.page(null);
    this.draw();
  }

  private async page(before: number | null): Promise<Step[]> {
    const steps = await ask<Step[]>("GET", `${this.store.path}/history?limit=${PAGE}${before === null ? "" : `&before=${before}`}`).catch(() => []);
    this.complete = steps.length < PAGE;
    return steps;
  }

  private draw(): void {
    const more = !this.complete && button(say("earlier"), () => void this.earlier());
    const entries = this.steps.map((step) =>
      el("li", { value: step.number }, el("span", { class: "quiet" }, `${clock(step.at)} · ${step.who}`), el("br"), stepWords(this.store, step), step.undone_by !== null && el("em", {}, ` (${say("undone")})`)),
    );
    this.place.replaceChildren(...[this.steps.length ? el("ol", { class: "history" }, ...entries) : el("p", {}, say("history-none")), more].filter((each) => each !== false));
  }

  private async earlier(): Promise<void> {
    this.steps = [...this.steps, ...(await this.page(this.steps.at(-1)?.number ?? null))];
    this.draw();
  }
}

/** A step in words: what kind it was, of which card, and where that stands since. */
export function stepWords(store: Store, step: Step): string {
  const cards = Object.entries(step.cards);
  const [card, sides] = cards[0] ?? [];
  const kind = say(`did-${step.kind}`);
  if (!card || !sides) return kind;
  const title = cardTitle(store.shape, card);
  if (cards.length > 1) return `${kind}: ${title} ${say("and-more", { count: cards.length - 1 })}`;
  const first = sides.after[0];
  return `${kind}: ${say("moved", { title, when: first ? standsWords(store.shape, first) : say("tray") })}`;
}

/** When it was, on the reader's own clock. */
function clock(at: string): string {
  const there = new Date(at);
  return when(new Date(there.getTime() - there.getTimezoneOffset() * 60_000).toISOString(), language());
}
