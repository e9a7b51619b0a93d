// The board as this browser knows it, and the one way to change it: a move is sent with the number of the newest change
// that this browser has seen; the answer, and what others do meanwhile, is laid over it.

import { ask, Refused, type Answer, type BoardShape, type Move, type Segment, type Step } from "./api.ts";

/** `board`: bodies, rooms, days or titles are others than before; `standing`: only what stands where, and what of it. */
export type What = "board" | "standing";

/** Seconds between one try and the next. */
const PATIENCE = [0.5, 1, 2, 4];
const LONGEST = 5;

export class Store {
  shape!: BoardShape;
  readonly board: string;
  readonly variant: string;
  /** Called when the server does not answer. */
  silent: () => void = () => undefined;
  /** Called when the scenario's text has changed, with the number of the change. */
  text: (number: number) => void = () => undefined;
  private listeners = new Set<(what: What) => void>();
  private changes: Promise<unknown> = Promise.resolve();
  private under = 0;
  private behind: Step[] = [];

  constructor(board: string, variant: string) {
    this.board = board;
    this.variant = variant;
  }

  get path(): string {
    return `/boards/${encodeURIComponent(this.board)}`;
  }

  get query(): string {
    return this.variant ? `?variant=${encodeURIComponent(this.variant)}` : "";
  }

  listen(listener: (what: What) => void): void {
    this.listeners.add(listener);
  }

  /** Reads the whole board anew. */
  async load(): Promise<void> {
    const before = this.shape as BoardShape | undefined;
    this.shape = await ask<BoardShape>("GET", this.path + this.query);
    this.tell(before && sameFrame(before, this.shape) ? "standing" : "board");
  }

  /** Makes a move; on a clash the board is read anew before `Refused` goes on to whoever asked. */
  move(move: Move | Record<string, unknown>): Promise<Step> {
    return this.change(`/moves${this.query}`, move);
  }

  undo(): Promise<Step> {
    return this.change(`/undo${this.query}`);
  }

  redo(): Promise<Step> {
    return this.change(`/redo${this.query}`);
  }

  /** A change by any endpoint that answers with a step; changes go one after the other, each knowing the one before, or `base`. */
  change(path: string, body: unknown = {}, base?: number): Promise<Step> {
    const made = this.changes.then(() => this.send(path, body, base));
    this.changes = made.catch(() => undefined);
    return made;
  }

  private async send(path: string, body: unknown, base?: number): Promise<Step> {
    this.under += 1;
    try {
      const headers = { "If-Match": `"${base ?? this.shape.number}"`, "Idempotency-Key": crypto.randomUUID() };
      const answer = await this.patiently(() => ask<Answer>("POST", this.path + path, body, headers));
      await this.take(answer);
      return answer.step;
    } catch (error) {
      if (error instanceof Refused && error.status === 409) await this.load();
      throw error;
    } finally {
      this.under -= 1;
      const missed = this.behind.splice(0);
      for (const step of missed) void this.heard(step);
    }
  }

  /** Asks again for as long as the server does not answer; the key that goes with a change makes sure that it is made once. */
  private async patiently<T>(asking: () => Promise<T>): Promise<T> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await asking();
      } catch (error) {
        if (!(error instanceof Refused) || error.status !== 0) throw error;
        this.silent();
        const seconds = PATIENCE[tries] ?? LONGEST;
        await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
      }
    }
  }

  /** Lays an answer over the board; one that skips steps of others, or changes the text, is read anew. */
  async take(answer: Answer): Promise<void> {
    if (answer.step.number > this.shape.number + 1 || answer.step.text) {
      await this.load();
      if (answer.step.text) this.text(answer.step.number);
      return;
    }
    if (answer.step.number <= this.shape.number) return;
    this.shape = overlaid(this.shape, answer);
    this.tell("standing");
  }

  /** A step as it comes in; gives whether it is news. While a change of one's own is under way it waits for the answer. */
  async heard(step: Step): Promise<boolean> {
    if (step.number <= this.shape.number) return false;
    if (this.under) {
      this.behind.push(step);
      return false;
    }
    await this.load();
    if (step.text) this.text(step.number);
    return true;
  }

  card(segment: string): string | undefined {
    return indexed(this.shape.cards).get(segment)?.card;
  }

  segment(id: string): Segment | undefined {
    return indexed(this.shape.cards).get(id)?.one;
  }

  segments(): Segment[] {
    return Object.values(this.shape.cards).flat();
  }

  locked(card: string): boolean {
    return this.shape.locks.some((one) => one.item === card);
  }

  private tell(what: What): void {
    for (const listener of this.listeners) listener(what);
  }
}

/** The board with an answer laid over it. */
export function overlaid(shape: BoardShape, answer: Answer): BoardShape {
  const cards = { ...shape.cards };
  for (const [card, { after }] of Object.entries(answer.step.cards)) {
    if (after.length) cards[card] = after;
    else delete cards[card];
  }
  const { waiting, conflicts, costs } = answer;
  return { ...shape, number: answer.step.number, cards, waiting, conflicts, costs };
}

/** Whether two boards differ in nothing but what stands where and what is locked. */
export function sameFrame(one: BoardShape, other: BoardShape): boolean {
  const moving: (keyof BoardShape)[] = ["number", "cards", "waiting", "conflicts", "costs", "locks"];
  const rest = (shape: BoardShape): string => JSON.stringify(shape, (key, value: unknown) => (moving.includes(key as keyof BoardShape) ? undefined : value));
  return rest(one) === rest(other);
}

/** By segment: the gravest that the checker says of it. */
export function severities(shape: BoardShape): Map<string, "error" | "warning"> {
  const found = new Map<string, "error" | "warning">();
  for (const each of shape.conflicts) for (const id of each.segments) if (found.get(id) !== "error") found.set(id, each.severity);
  return found;
}

const indexes = new WeakMap<BoardShape["cards"], Map<string, { card: string; one: Segment }>>();

/** Segments by id, each with its card. */
function indexed(cards: BoardShape["cards"]): Map<string, { card: string; one: Segment }> {
  let found = indexes.get(cards);
  if (!found) {
    const entries = Object.entries(cards).flatMap(([card, parts]) => parts.map((one) => [one.id, { card, one }] as const));
    indexes.set(cards, (found = new Map(entries)));
  }
  return found;
}
