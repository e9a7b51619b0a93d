import assert from "node:assert/strict";
import { test } from "node:test";

import type { Answer, BoardShape, Segment } from "../src/api.ts";
import { hour, local, wall } from "../src/clock.ts";
import { overlaid } from "../src/store.ts";

const at = (start: string): Segment => ({ id: "a/1/1", body: "a", bodies: ["a"], item: "1", part: 1, parts: 1, joint: null, sitting: null, start, end: start, room: null });
const shape = { number: 3, cards: { "a/1": [at("2012-10-17T10:00:00+02:00")], "a/2": [] as Segment[] }, waiting: [], conflicts: [], costs: [] } as unknown as BoardShape;
const answer = (after: Segment[]): Answer => ({ step: { number: 4, cards: { "a/1": { before: [], after } } }, waiting: [{ card: "a/1", minutes: 5 }], conflicts: [], costs: [] }) as unknown as Answer;

test("an answer moves its cards and leaves the others", () => {
  const after = overlaid(shape, answer([at("2012-10-17T11:00:00+02:00")]));
  assert.equal(hour(after.cards["a/1"]?.[0]?.start ?? ""), "11:00");
  assert.deepEqual(Object.keys(after.cards), ["a/1", "a/2"]);
  assert.equal(after.number, 4);
});

test("a card that stands nowhere leaves the board", () => {
  assert.equal("a/1" in overlaid(shape, answer([])).cards, false);
  assert.equal("a/1" in shape.cards, true);
});

test("a clock goes to the calendar and back unchanged", () => {
  assert.equal(local(wall("2012-10-17T10:05:00+02:00")), "2012-10-17T10:05");
});
