// Keys on the calendar: arrows from segment to segment, and what is done with the one that has the focus.

import { actionFor, actionsOf } from "./actions.ts";
import type { Segment } from "./api.ts";
import type { Grid } from "./calendar.ts";
import type { Hands } from "./hands.ts";
import { columnOf, type Columns } from "./frame.ts";
import type { Store } from "./store.ts";

/** The segment that an arrow leads to: up and down in the same column, over days; sideways to the one nearest in time. */
export function next(segments: Segment[], columns: Columns, order: string[], from: Segment, key: string): Segment | null {
  const start = (one: Segment): number => new Date(one.start).getTime();
  const column = columnOf(columns, from);
  const inTime = (some: Segment[]): Segment[] => [...some].sort((one, other) => start(one) - start(other) || one.id.localeCompare(other.id));
  if (key === "ArrowUp" || key === "ArrowDown") {
    const here = inTime(segments.filter((one) => columnOf(columns, one) === column));
    return here[here.findIndex((one) => one.id === from.id) + (key === "ArrowDown" ? 1 : -1)] ?? null;
  }
  const step = key === "ArrowRight" ? 1 : -1;
  for (let at = order.indexOf(column) + step; at >= 0 && at < order.length; at += step) {
    const there = segments.filter((one) => columnOf(columns, one) === order[at] && one.start.slice(0, 10) === from.start.slice(0, 10));
    const nearest = inTime(there).sort((one, other) => Math.abs(start(one) - start(from)) - Math.abs(start(other) - start(from)))[0];
    if (nearest) return nearest;
  }
  return null;
}

/** Listens to keys on the calendar, and everywhere for undo and redo. */
export function listenToKeys(host: HTMLElement, store: Store, grid: Grid, hands: Hands): void {
  host.addEventListener("focusin", (event) => {
    const segment = segmentOf(event.target);
    if (segment && segment !== hands.chosen) hands.choose(segment);
  });
  host.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const segment = segmentOf(event.target);
    const one = segment === undefined ? undefined : store.segment(segment);
    if (!one) return;
    if (event.key.startsWith("Arrow")) {
      const found = next(store.segments(), grid.look.columns, grid.geometry().columns, one, mirrored(event.key));
      if (found) grid.reveal(found);
    } else {
      const action = actionFor(actionsOf(store, hands, one.id), event.key);
      if (!action) return;
      action.run();
    }
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    const field = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (!(event.ctrlKey || event.metaKey) || field) return;
    const key = event.key.toLowerCase();
    const name = key === "z" && !event.shiftKey ? "undo" : key === "y" || key === "z" ? "redo" : null;
    if (!name) return;
    event.preventDefault();
    void hands.make(() => store[name]());
  });
}

function segmentOf(target: EventTarget | null): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>("[data-segment]")?.dataset["segment"] : undefined;
}

/** Columns run from right to left where the language does. */
function mirrored(key: string): string {
  if (document.documentElement.dir !== "rtl") return key;
  return { ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" }[key] ?? key;
}
