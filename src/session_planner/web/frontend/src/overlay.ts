// What is drawn over the calendar without being a segment: shades of places while a card is dragged, and where a
// proposal would have cards. Drawn by hand, so that hundreds of them cost the calendar nothing.

import { day, minuteOf } from "./clock.ts";
import { el } from "./dom.ts";

export interface Box {
  column: string;
  start: string;
  minutes: number;
  kind: string;
  words: string;
}

export interface Geometry {
  days: string[];
  columns: string[];
  from: number;
  slot: { minutes: number; pixels: number };
}

/** In which column of the whole grid a box lies and how far down; null for one that is not shown. */
export function placed(box: Box, shown: Geometry): { column: number; top: number; height: number } | null {
  const dayAt = shown.days.indexOf(day(box.start));
  const columnAt = shown.columns.indexOf(box.column);
  const minutes = minuteOf(box.start) - shown.from;
  if (dayAt < 0 || columnAt < 0 || minutes < 0) return null;
  const scale = shown.slot.pixels / shown.slot.minutes;
  return { column: dayAt * shown.columns.length + columnAt + 1, top: minutes * scale, height: Math.max(6, box.minutes * scale) };
}

export class Overlay {
  private readonly host: HTMLElement;
  private readonly name: string;
  private boxes: Box[] = [];

  constructor(host: HTMLElement, name: string) {
    this.host = host;
    this.name = name;
  }

  /** Draws these boxes in place of those before. */
  draw(boxes: Box[], shown: Geometry): void {
    this.boxes = boxes;
    const layer = this.layer();
    layer?.replaceChildren(
      ...boxes.flatMap((box) => {
        const where = placed(box, shown);
        if (!where) return [];
        const made = el("div", { class: `over ${box.kind}`, title: box.words }, el("span", {}, box.words));
        made.style.gridColumn = String(where.column);
        made.style.insetBlockStart = `${where.top}px`;
        made.style.blockSize = `${where.height}px`;
        return [made];
      }),
    );
  }

  /** Draws the same again, after the calendar has changed its days or columns. */
  again(shown: Geometry): void {
    this.draw(this.boxes, shown);
  }

  private layer(): HTMLElement | null {
    const body = this.host.querySelector<HTMLElement>(".ec-body");
    if (!body) return null;
    const found = body.querySelector<HTMLElement>(`.overlay-${this.name}`);
    if (found) return found;
    const made = el("div", { class: `ec-events overlay overlay-${this.name}`, "aria-hidden": "true" });
    body.append(made);
    return made;
  }
}
