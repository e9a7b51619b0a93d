// While a card is in the air: what the server says of the place under the pointer, at once and in words; the other places
// are shaded one by one as it tries them. Both end when the hand lets go, so that the drop finds the server free.

import type { Place } from "./api.ts";
import type { Grid } from "./calendar.ts";
import { between, later } from "./clock.ts";
import type { Hands } from "./hands.ts";
import { eachPlace, placeAt, shadeWords } from "./places.ts";
import type { Store } from "./store.ts";
import { bodiesOf } from "./titles.ts";

const SHADE_MINUTES = 30;

interface Air {
  card: string;
  segment: string | null;
  /** Where on the grid a segment was taken hold of. */
  from: string | null;
  end: AbortController;
  tried: Place[];
  here: Place | null;
  /** The place asked for, and the one to be asked for next. */
  asked: string;
  next: { start: string; room: string | null } | null;
  busy: boolean;
  drawn: number;
}

export class Dragging {
  private readonly store: Store;
  private readonly grid: Grid;
  private readonly hands: Hands;
  private air: Air | null = null;
  private down = { x: 0, y: 0 };

  constructor(store: Store, grid: Grid, hands: Hands) {
    this.store = store;
    this.grid = grid;
    this.hands = hands;
    grid.lifting = this;
    window.addEventListener("pointerdown", ({ clientX, clientY }) => (this.down = { x: clientX, y: clientY }), true);
  }

  lifted(card: string, segment: string | null): void {
    const from = segment === null ? null : (this.grid.under(this.down.x, this.down.y)?.start ?? null);
    this.air = { card, segment, from, end: new AbortController(), tried: [], here: null, asked: "", next: null, busy: false, drawn: 0 };
    window.addEventListener("pointermove", this.follow);
    void this.shade(this.air);
  }

  letGo(): void {
    window.removeEventListener("pointermove", this.follow);
    this.air?.end.abort();
    if (this.air) cancelAnimationFrame(this.air.drawn);
    this.air = null;
    this.grid.shades.draw([], this.grid.geometry());
  }

  private readonly follow = ({ clientX, clientY }: PointerEvent): void => {
    const { air } = this;
    const place = air && this.place(air, clientX, clientY);
    if (!air || !place || air.asked === `${place.start} ${place.room}`) return;
    air.next = place;
    if (!air.busy) void this.ask(air);
  };

  /** Where the card would stand if the hand let go here. */
  private place(air: Air, x: number, y: number): { start: string; room: string | null } | null {
    const under = this.grid.under(x, y);
    if (!under) return null;
    const rooms = this.grid.look.columns === "rooms";
    const one = air.segment === null ? undefined : this.store.segment(air.segment);
    if (!one || air.from === null) return { start: under.start, room: rooms ? under.column || null : null };
    return { start: later(one.start, between(air.from, under.start)), room: rooms ? under.column || null : one.room };
  }

  /** Asks for the place under the pointer, and again for as long as it is another by then. */
  private async ask(air: Air): Promise<void> {
    air.busy = true;
    while (air.next && air === this.air) {
      const { start, room } = air.next;
      air.next = null;
      air.asked = `${start} ${room}`;
      const found = await placeAt(this.store, air.card, air.segment, start, room, air.end.signal).catch(() => null);
      if (air !== this.air) return;
      air.here = found;
      if (found) this.hands.say(shadeWords(found));
      this.draw(air);
    }
    air.busy = false;
  }

  private async shade(air: Air): Promise<void> {
    const found = eachPlace(this.store, air.card, air.segment, air.end.signal);
    try {
      for await (const place of found) {
        if (air !== this.air) return;
        air.tried.push(place);
        // At most once a frame, however fast places come in.
        air.drawn ||= requestAnimationFrame(() => {
          air.drawn = 0;
          this.draw(air);
        });
      }
    } catch {
      // The hand has let go, or the server does not answer: the card may be dropped all the same.
    }
  }

  private draw(air: Air): void {
    if (air !== this.air) return;
    const { shape } = this.store;
    const one = air.segment === null ? undefined : this.store.segment(air.segment);
    const minutes = one ? Math.min(SHADE_MINUTES, between(one.start, one.end)) : SHADE_MINUTES;
    const bodies = bodiesOf(shape, air.card);
    const box = (each: Place, more = ""): ReturnType<Grid["boxes"]> => this.grid.boxes(each, bodies, minutes, `place-${each.shade}${more}`, shadeWords(each));
    const boxes = air.tried.flatMap((each) => box(each));
    this.grid.shades.draw(air.here ? [...boxes, ...box(air.here, " here")] : boxes, this.grid.geometry());
  }
}
