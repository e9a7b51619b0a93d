// The board as this browser knows it, and the one way to change it: a move is sent with the number of the newest change
// that this browser has seen; the answer, and what others do meanwhile, is laid over it.

import { ask, Refused, type Answer, type BoardShape, type Move, type Segment, type Step } from "./api.ts";

export type Listener = (what: "board" | "standing") => void;

export class Store {
  shape!: BoardShape;
  private listeners = new Set<Listener>();

  readonly board: string;
  readonly variant: string;

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

  listen(listener: Listener): void {
    this.listeners.add(listener);
  }

  /** Reads the whole board anew. */
  async load(): Promise<void> {
    this.shape = await ask<BoardShape>("GET", this.path + this.query);
    this.tell("board");
  }

  /** Makes a move; on a clash the board is read anew before `Refused` goes on to whoever asked. */
  async move(move: Move | Record<string, unknown>): Promise<Step> {
    return this.change(`/moves${this.query}`, move);
  }

  async undo(): Promise<Step> {
    return this.change(`/undo${this.query}`);
  }

  async redo(): Promise<Step> {
    return this.change(`/redo${this.query}`);
  }

  /** A change by any endpoint that answers with a step. */
  async change(path: string, body: unknown = {}): Promise<Step> {
    try {
      const headers = { "If-Match": `"${this.shape.number}"`, "Idempotency-Key": crypto.randomUUID() };
      const answer = await ask<Answer>("POST", this.path + path, body, headers);
      await this.take(answer);
      return answer.step;
    } catch (error) {
      if (error instanceof Refused && error.status === 409) await this.load();
      throw error;
    }
  }

  /** Lays an answer over the board; one that skips steps of others, or changes the text, is read anew. */
  async take(answer: Answer): Promise<void> {
    if (answer.step.number > this.shape.number + 1 || answer.step.text) return this.load();
    if (answer.step.number <= this.shape.number) return;
    this.shape = overlaid(this.shape, answer);
    this.tell("standing");
  }

  /** A step of somebody else, as it comes in. */
  async heard(step: Step): Promise<void> {
    if (step.number > this.shape.number) await this.load();
  }

  card(segment: string): string | undefined {
    return Object.keys(this.shape.cards).find((card) => this.shape.cards[card]?.some((one) => one.id === segment));
  }

  segments(): Segment[] {
    return Object.values(this.shape.cards).flat();
  }

  private tell(what: "board" | "standing"): void {
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
