// What every part of the board does through: making a change and telling what became of it, and what is chosen.

import { Refused, type Segment, type Step } from "./api.ts";
import { ask } from "./api.ts";
import { button, el } from "./dom.ts";
import type { Store } from "./store.ts";
import { cardTitle, standsWords } from "./titles.ts";
import { say } from "./words.ts";

export class Hands {
  chosen: string | null = null;
  private readonly store: Store;
  private readonly status: HTMLElement;
  private readonly alarm: HTMLElement;
  private listeners = new Set<(chosen: string | null) => void>();

  /** `status` is read out when the reader pauses, `alarm` at once. */
  constructor(store: Store, status: HTMLElement, alarm: HTMLElement) {
    this.store = store;
    this.status = status;
    this.alarm = alarm;
    store.silent = () => this.warn(say("lost"));
    store.listen(() => {
      if (this.chosen !== null && !store.segment(this.chosen)) this.choose(null);
    });
  }

  /** Makes a change; false where it was refused, which has been told then. */
  async make(change: () => Promise<unknown>): Promise<boolean> {
    const before = this.store.shape.conflicts;
    try {
      const step = (await change()) as Step | undefined;
      this.alarm.replaceChildren();
      this.say(this.outcome(step, before.filter((each) => each.severity === "error").length));
      return true;
    } catch (error) {
      await this.refused(error, change);
      return false;
    }
  }

  say(words: string): void {
    this.status.textContent = words;
  }

  warn(words: string): void {
    this.alarm.replaceChildren(words);
  }

  onChoice(listener: (chosen: string | null) => void): void {
    this.listeners.add(listener);
  }

  choose(segment: string | null): void {
    this.chosen = segment;
    for (const listener of this.listeners) listener(segment);
  }

  /** What a change came to: where things stand now, and how many rules are broken. */
  private outcome(step: Step | undefined, errorsBefore: number): string {
    const { shape } = this.store;
    const cards = Object.entries(step?.cards ?? {});
    const [card, sides] = cards[0] ?? [];
    const first = sides?.after[0];
    const title = card ? cardTitle(shape, card) : "";
    const moved = cards.length !== 1 || !card ? (step ? say(`did-${step.kind}`) : "") : say("moved", { title, when: first ? standsWords(shape, first) : say("tray") });
    const errors = shape.conflicts.filter((each) => each.severity === "error").length;
    const standing = errors === errorsBefore ? "" : errors ? say("now-broken", { count: errors }) : say("conflicts-none");
    return [moved, standing].filter(Boolean).join(" · ");
  }

  private async refused(error: unknown, change: () => Promise<unknown>): Promise<void> {
    if (!(error instanceof Refused)) throw error;
    if (error.status === 0) return this.warn(say("lost"));
    const cards = error.problem["cards"] as Record<string, Segment[]> | undefined;
    if (error.status !== 409 || !cards) return this.warn(say("refused", { why: error.message }));
    const who = await this.whoChanged(Object.keys(cards));
    const mine = button(say("clash-mine"), () => void this.make(change));
    const theirs = button(say("clash-theirs"), () => this.alarm.replaceChildren());
    const stands = Object.entries(cards).map(([card, parts]) => say("moved", { title: cardTitle(this.store.shape, card), when: parts[0] ? standsWords(this.store.shape, parts[0]) : say("tray") }));
    this.alarm.replaceChildren(el("span", {}, `${say("clash", { who })} ${stands.join(" · ")}`), theirs, mine);
    theirs.focus();
  }

  private async whoChanged(cards: string[]): Promise<string> {
    const steps = await ask<Step[]>("GET", `${this.store.path}/history?limit=50`).catch(() => [] as Step[]);
    return steps.find((step) => step.text || cards.some((card) => card in step.cards))?.who || say("somebody");
  }
}
