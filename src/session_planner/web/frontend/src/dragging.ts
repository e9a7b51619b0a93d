// While a card is in the air: the places that the server has tried are shaded, and a line says what stands against the
// one under the pointer.

import { between } from "./clock.ts";
import type { Grid } from "./calendar.ts";
import type { Hands } from "./hands.ts";
import { placesOf, shadeWords } from "./places.ts";
import type { Store } from "./store.ts";
import { bodiesOf } from "./titles.ts";

/** Short, so that the server is free again when the hand lets go. */
const SECONDS = 0.4;
const SHADE_MINUTES = 30;

export class Dragging {
  private readonly store: Store;
  private readonly grid: Grid;
  private readonly hands: Hands;
  private lift = 0;

  constructor(store: Store, grid: Grid, hands: Hands) {
    this.store = store;
    this.grid = grid;
    this.hands = hands;
    grid.lifting = this;
  }

  lifted(card: string, segment: string | null): void {
    this.lift += 1;
    window.addEventListener("pointermove", this.follow);
    void this.shade(card, segment, this.lift);
  }

  private readonly follow = ({ clientX, clientY }: PointerEvent): void => {
    const words = this.grid.shades.at(clientX, clientY);
    if (words !== null) this.hands.say(words);
  };

  letGo(): void {
    window.removeEventListener("pointermove", this.follow);
    this.lift += 1;
    this.grid.shades.draw([], this.grid.geometry());
  }

  private async shade(card: string, segment: string | null, lift: number): Promise<void> {
    const places = await placesOf(this.store, card, segment, SECONDS).catch(() => []);
    if (lift !== this.lift) return;
    const one = segment === null ? undefined : this.store.segment(segment);
    const minutes = one ? Math.min(SHADE_MINUTES, between(one.start, one.end)) : SHADE_MINUTES;
    const bodies = bodiesOf(this.store.shape, card);
    const boxes = places.flatMap((each) => this.grid.boxes(each, bodies, minutes, `place-${each.shade}`, shadeWords(each)));
    this.grid.shades.draw(boxes, this.grid.geometry());
  }
}
