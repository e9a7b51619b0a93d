// The scenario's text while somebody writes it, by forms or by hand: one draft behind both, read by the server as it grows,
// kept when it is saved. What others save meanwhile is laid beside it and never written over unseen.

import { ask, Refused, type Text } from "./api.ts";
import type { Store } from "./store.ts";

export type Path = (string | number)[];
export type Edit = { action: "set" | "add" | "move"; path: Path; value: unknown } | { action: "remove"; path: Path };

export interface Mistake {
  line: number;
  column: number;
  path: string;
  message: string;
}

/** What the server reads in a text. */
export interface Reading {
  number: number;
  text: string;
  data: unknown;
  valid: boolean;
  mistakes: Mistake[];
  contradictions: Mistake[];
  refs: { ref: string; title: Text }[];
  /** Whether the text is the board's or was written by hand: then the forms are filled anew from it. */
  byHand: boolean;
}

const PAUSE = 400;

export class Draft {
  /** What the board has: the number of the change that it was read at, and the text. */
  base = { number: 0, text: "" };
  text = "";
  reading: Reading | null = null;
  /** The text that somebody else has saved meanwhile, and when that was. */
  theirs: { number: number; text: string } | null = null;
  /** While it is saved nothing is written. */
  busy = false;
  private readonly store: Store;
  private readonly listeners = new Set<() => void>();
  /** What forms start from: the board's text, or one written by hand. */
  private ground = "";
  private edits: Edit[] = [];
  private timer = 0;
  private asked = 0;
  private missed = 0;
  private pending: Record<string, unknown> | null = null;

  constructor(store: Store) {
    this.store = store;
    store.text = (number) => void this.heard(number).catch(() => undefined);
    window.addEventListener("beforeunload", (event) => this.dirty && event.preventDefault());
  }

  listen(listener: () => void): void {
    this.listeners.add(listener);
  }

  get dirty(): boolean {
    return this.text !== this.base.text || this.edits.length > 0;
  }

  /** Whether what was written here can be made in another text: forms have made edits of the board's own. */
  get movable(): boolean {
    return this.ground === this.base.text && this.edits.length > 0;
  }

  /** Reads the board's text, if that has not been done, or what was just written. */
  async open(): Promise<void> {
    if (this.reading === null) await this.discard();
    else await this.settled();
  }

  /** The board's text as it is now; what was written is given up. */
  async discard(): Promise<void> {
    clearTimeout(this.timer);
    this.pending = null;
    const reading = await this.read({});
    if (!reading || this.pending) return;
    this.base = { number: reading.number, text: reading.text };
    this.restart(reading);
  }

  /** Goes on from a text that was written by hand. */
  typed(text: string): void {
    this.text = text;
    this.ground = text;
    this.edits = [];
    this.soon({ text });
    this.tell();
  }

  /** Goes on with edits of the text that the forms were filled from. */
  formed(edits: Edit[]): void {
    this.edits = edits;
    this.soon({ text: this.ground, edits });
    this.tell();
  }

  /** Saves: by edits where forms have made them of the board's own text, else as a whole. Throws what is no clash. */
  async save(): Promise<boolean> {
    this.lock(true);
    try {
      return await this.send();
    } finally {
      this.lock(false);
      void this.heard(this.missed).catch(() => undefined);
    }
  }

  private async send(): Promise<boolean> {
    await this.settled();
    const move = this.movable ? { move: "edit", edits: this.edits } : { move: "rewrite", text: this.text };
    try {
      await this.store.change(`/moves${this.store.query}`, move, this.base.number);
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 409) throw error;
      await this.lookAtTheirs();
      return false;
    }
    await this.discard();
    return true;
  }

  /** Mine stays and goes over theirs: edits are made in their text, a text written by hand replaces it. */
  async over(): Promise<boolean> {
    const { theirs, base, ground, edits } = this;
    if (!theirs) return false;
    if (this.movable) {
      this.ground = theirs.text;
      this.soon({ text: theirs.text, edits });
    }
    this.base = theirs;
    this.theirs = null;
    try {
      return await this.save();
    } catch (error) {
      Object.assign(this, { theirs, base, ground });
      this.tell();
      throw error;
    }
  }

  /** Somebody has saved another text: it is the draft's, unless something was written here. */
  private async heard(number: number): Promise<void> {
    if (this.busy) this.missed = Math.max(this.missed, number);
    if (this.busy || this.reading === null || number <= this.base.number) return;
    if (this.dirty) await this.lookAtTheirs();
    else await this.discard();
  }

  private async lookAtTheirs(): Promise<void> {
    const reading = await this.read({}, false);
    if (!reading || reading.text === this.base.text) return;
    this.theirs = { number: reading.number, text: reading.text };
    this.tell();
  }

  private restart(reading: Reading): void {
    this.theirs = null;
    this.edits = [];
    this.text = this.ground = reading.text;
    this.reading = reading;
    this.tell();
  }

  private soon(written: Record<string, unknown>): void {
    clearTimeout(this.timer);
    this.pending = written;
    // Where the server does not answer, what was written is read when there is more, or when it is saved.
    this.timer = window.setTimeout(() => void this.settled().catch(() => undefined), PAUSE);
  }

  /** Once the server has read the newest of what was written. */
  private async settled(): Promise<void> {
    clearTimeout(this.timer);
    const written = this.pending;
    this.pending = null;
    if (!written) return;
    const reading = await this.read(written).catch((error: unknown) => {
      this.pending ??= written;
      throw error;
    });
    if (!reading || this.pending) return;
    this.text = reading.text;
    this.reading = reading;
    this.tell();
  }

  /** What the server reads; null where it is to be the newest and another was asked for meanwhile. An edit that leads nowhere is a mistake. */
  private async read(written: Record<string, unknown>, newest = true): Promise<Reading | null> {
    const asked = newest ? (this.asked += 1) : this.asked;
    const path = `${this.store.path}/draft${this.store.query}`;
    try {
      const found = { ...(await ask<Reading>("POST", path, written)), byHand: written["edits"] === undefined };
      return asked === this.asked || !newest ? found : null;
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 422 || !this.reading || asked !== this.asked) throw error;
      return { ...this.reading, byHand: false, valid: false, mistakes: (error.problem["mistakes"] ?? []) as Mistake[] };
    }
  }

  private lock(busy: boolean): void {
    this.busy = busy;
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
