// What can be done with the segment that is chosen, by button and by key.

import { between, later } from "./clock.ts";
import { moment, openDialog } from "./dialogs.ts";
import type { Hands } from "./hands.ts";
import { move } from "./moving.ts";
import type { Store } from "./store.ts";
import { titleOf } from "./titles.ts";
import { say } from "./words.ts";

export interface Action {
  name: string;
  keys: string[];
  run: () => void;
}

/** The actions that fit a segment as it stands. */
export function actionsOf(store: Store, hands: Hands, segment: string): Action[] {
  const one = store.segment(segment);
  const card = store.card(segment);
  if (!one || card === undefined) return [];
  const make = (asked: Record<string, unknown>): void => void hands.make(() => store.move(asked));
  const locked = store.locked(card);
  const actions: Action[] = [
    { name: "move", keys: ["m"], run: () => void move(store, hands, card, segment) },
    { name: "hours", keys: ["h"], run: () => askHours(store, hands, segment) },
    { name: locked ? "unlock" : "lock", keys: ["l"], run: () => make({ move: locked ? "unlock" : "lock", card }) },
    { name: "drop", keys: ["Delete", "Backspace"], run: () => make({ move: "drop", segment }) },
  ];
  if (!one.joint) actions.push({ name: "split", keys: ["s"], run: () => askSplit(store, hands, segment) });
  if (!one.joint && one.parts > 1) actions.push({ name: "join", keys: ["j"], run: () => make({ move: "join", card }) });
  return actions;
}

/** The action of a key, if one fits. */
export function actionFor(actions: Action[], key: string): Action | undefined {
  return actions.find((each) => each.keys.includes(key.length === 1 ? key.toLowerCase() : key));
}

function askHours(store: Store, hands: Hands, segment: string): void {
  const one = store.segment(segment);
  if (!one) return;
  const start = moment(say("start"), one.start);
  const end = moment(say("end"), one.end);
  openDialog(say("hours-title", { title: titleOf(store.shape, one) }), [start.field, end.field], say("hours"), () => {
    void hands.make(() => store.move({ move: "stretch", segment, start: start.value(), end: end.value() }));
  });
}

function askSplit(store: Store, hands: Hands, segment: string): void {
  const one = store.segment(segment);
  if (!one) return;
  const at = moment(say("split-at"), halfway(one.start, one.end, store.shape.grain));
  openDialog(say("split-title", { title: titleOf(store.shape, one) }), [at.field], say("split"), () => {
    void hands.make(() => store.move({ move: "split", segment, at: at.value() }));
  });
}

/** The middle of a segment on the scenario's grain. */
export function halfway(start: string, end: string, grain: number): string {
  const middle = Math.max(grain, Math.round(between(start, end) / 2 / grain) * grain);
  return later(start, middle);
}
