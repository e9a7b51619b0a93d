import assert from "node:assert/strict";
import { test } from "node:test";

import { actionFor, halfway } from "../src/actions.ts";
import type { BoardShape, Conflict, Job, Place, Segment } from "../src/api.ts";
import { inZone, later } from "../src/clock.ts";
import { easyZoom, hiddenDays, hoursOf, passes, shownDays, stepDay } from "../src/frame.ts";
import { isOpen, lines, progressWords, shareDone } from "../src/jobs.ts";
import { next } from "../src/keyboard.ts";
import { placed, type Box } from "../src/overlay.ts";
import { better, sorted } from "../src/places.ts";
import { ghosts } from "../src/proposals.ts";
import { sameFrame, severities } from "../src/store.ts";

const one = (id: string, start: string, end: string, room: string | null = "A"): Segment => {
  const [body = "", item = ""] = id.split("/");
  return { id, body, bodies: [body], item, part: 1, parts: 1, joint: null, sitting: null, start, end, room };
};
const DAYS = ["2026-09-04", "2026-09-07", "2026-09-08", "2026-09-09", "2026-09-11"];

test("another zone's clock, over midnight and on the day that clocks change", () => {
  assert.deepEqual(inZone("2012-10-17T10:00", "Europe/Vienna", "America/New_York"), { hour: "04:00", days: 0 });
  assert.deepEqual(inZone("2012-10-17T18:00", "Europe/Vienna", "Asia/Tokyo"), { hour: "01:00", days: 1 });
  assert.deepEqual(inZone("2012-10-17T02:00", "Asia/Tokyo", "Europe/Vienna"), { hour: "19:00", days: -1 });
  // Vienna has gone back to winter at 03:00, New York goes a week later: five hours apart, not six.
  assert.deepEqual(inZone("2012-10-28T10:00", "Europe/Vienna", "America/New_York"), { hour: "05:00", days: 0 });
  assert.deepEqual(inZone("2012-10-28T01:30", "Europe/Vienna", "UTC"), { hour: "23:30", days: -1 });
});

test("a clock some minutes later goes over midnight", () => {
  assert.equal(later("2012-10-17T23:50:00+02:00", 15), "2012-10-18T00:05");
});

test("a week shows the session's days of that week, three days those that follow", () => {
  assert.deepEqual(shownDays(DAYS, "week", "2026-09-08"), DAYS.slice(1));
  assert.deepEqual(shownDays(DAYS, "three", "2026-09-07"), DAYS.slice(1, 4));
  assert.deepEqual(shownDays(DAYS, "day", "nowhere"), DAYS.slice(0, 1));
});

test("later and earlier go by what is shown and stop at the ends", () => {
  assert.equal(stepDay(DAYS, "week", "2026-09-04", 1), "2026-09-07");
  assert.equal(stepDay(DAYS, "week", "2026-09-08", -1), "2026-09-04");
  assert.equal(stepDay(DAYS, "week", "2026-09-09", 1), "2026-09-09");
  assert.equal(stepDay(DAYS, "day", "2026-09-04", -1), "2026-09-04");
  assert.equal(stepDay(DAYS, "three", "2026-09-09", -1), "2026-09-04");
});

test("days of the week on which nothing is held are left out", () => {
  assert.deepEqual(hiddenDays(["2026-09-07", "2026-09-08"]), [0, 3, 4, 5, 6]);
});

test("as many days are shown as are drawn at ease", () => {
  const board = (count: number): BoardShape => {
    const cards = Object.fromEntries(DAYS.flatMap((date) => Array.from({ length: count }, (_, at) => [`a/${date}${at}`, [one(`a/${date}${at}`, `${date}T10:00:00Z`, `${date}T10:30:00Z`)]])));
    return { days: DAYS, cards } as unknown as BoardShape;
  };
  assert.equal(easyZoom(board(10)), "all");
  assert.equal(easyZoom(board(80)), "three");
  assert.equal(easyZoom(board(300)), "day");
});

test("the hours shown reach what stands outside of every sitting, and midnight", () => {
  const sittings = [{ key: "", start: "2026-09-07T10:00:00Z", end: "2026-09-07T13:00:00Z", last: "2026-09-07T13:00:00Z" }];
  const shape = (cards: Segment[]): BoardShape => ({ bodies: [{ sittings }], cards: { a: cards } }) as unknown as BoardShape;
  assert.deepEqual(hoursOf(shape([])), [10, 14]);
  assert.deepEqual(hoursOf(shape([one("a/1", "2026-09-07T08:30:00Z", "2026-09-07T19:15:00Z")])), [8, 20]);
  assert.deepEqual(hoursOf(shape([one("a/1", "2026-09-07T22:00:00Z", "2026-09-08T01:00:00Z")])), [10, 24]);
});

test("a filter lets through by body, room and words", () => {
  const here = one("a/1", "", "");
  assert.equal(passes({ body: "a", room: "A", text: "wat" }, here, "Water"), true);
  assert.equal(passes({ body: "b", room: "", text: "" }, here, ""), false);
  assert.equal(passes({ body: "b", room: "", text: "" }, { ...here, bodies: ["a", "b"] }, ""), true);
  assert.equal(passes({ body: "", room: "B", text: "" }, here, ""), false);
  assert.equal(passes({ body: "", room: "", text: "fire" }, here, "Water"), false);
});

test("a box lies in the column of its day and room, as far down as its hour; one out of sight nowhere", () => {
  const shown = { days: ["2026-09-07", "2026-09-08"], columns: ["A", "B"], from: 600, slot: { minutes: 15, pixels: 24 } };
  const box = (column: string, start: string): Box => ({ column, start, minutes: 30, kind: "", words: "" });
  assert.deepEqual(placed(box("B", "2026-09-08T10:30:00Z"), shown), { column: 4, top: 48, height: 48 });
  assert.equal(placed(box("C", "2026-09-08T10:30:00Z"), shown), null);
  assert.equal(placed(box("A", "2026-09-09T10:30:00Z"), shown), null);
  assert.equal(placed(box("A", "2026-09-08T09:30:00Z"), shown), null);
});

test("arrows go down a column over days and sideways to what is nearest in time", () => {
  const all = [one("a/1", "2026-09-07T10:00:00Z", ""), one("a/2", "2026-09-08T10:00:00Z", ""), one("b/1", "2026-09-07T15:00:00Z", "", "C"), one("b/2", "2026-09-07T11:00:00Z", "", "C")];
  const go = (from: number, key: string): string | undefined => next(all, "rooms", ["A", "B", "C"], all[from] as Segment, key)?.id;
  assert.equal(go(0, "ArrowDown"), "a/2");
  assert.equal(go(1, "ArrowUp"), "a/1");
  assert.equal(go(1, "ArrowDown"), undefined);
  assert.equal(go(0, "ArrowRight"), "b/2");
  assert.equal(go(2, "ArrowLeft"), "a/1");
  assert.equal(go(0, "ArrowLeft"), undefined);
});

test("places go by day and hour in order, and the better of them first", () => {
  const place = (start: string, room: string, shade: Place["shade"], cost = 0): Place => ({ start, room, shade, cost, conflicts: [] });
  const found = sorted([place("2026-09-08T10:00:00Z", "A", "free"), place("2026-09-07T10:00:00Z", "A", "forbidden"), place("2026-09-07T10:00:00Z", "B", "warned", 3), place("2026-09-07T10:00:00Z", "C", "warned", 2)]);
  assert.deepEqual([...found.keys()], ["2026-09-07", "2026-09-08"]);
  assert.deepEqual(found.get("2026-09-07")?.get("10:00")?.map((each) => each.room), ["C", "B", "A"]);
  assert.ok(better(place("", "", "free", 9), place("", "", "warned", 1)) < 0);
});

test("a proposal shows where parts go and which leave, and leaves alone what stays", () => {
  const stays = one("a/1", "2026-09-07T10:00:00Z", "2026-09-07T10:30:00Z");
  const goes = one("a/1", "2026-09-07T11:00:00Z", "2026-09-07T11:30:00Z");
  const comes = { ...goes, room: "B" };
  const found = ghosts({ card: "a/1", now: [stays, goes], then: [stays, comes] }, (each, kind) => [{ column: each.room ?? "", start: each.start, minutes: 30, kind, words: "" }]);
  assert.deepEqual(found.map((each) => [each.kind, each.column]), [["ghost-from", "A"], ["ghost-to", "B"]]);
});

test("a job's share of its time, and that it is over", () => {
  const job = (state: string, seconds: number | null): Job => ({ state, asked: { seconds }, progress: { seconds: 15, best: 40, bound: 30, gap: 0.25 } }) as unknown as Job;
  assert.equal(shareDone(job("running", 60)), 0.25);
  assert.equal(shareDone(job("running", 10)), 1);
  assert.equal(shareDone(job("running", null)), null);
  assert.equal(isOpen(job("stopping", 1)), true);
  assert.equal(isOpen(job("lost", 1)), false);
  assert.match(progressWords(job("running", 60)), /progress-gap/);
});

test("the graver of two conflicts marks a segment", () => {
  const conflict = (severity: Conflict["severity"]): Conflict => ({ severity, segments: ["a/1/1"] }) as Conflict;
  assert.equal(severities({ conflicts: [conflict("error"), conflict("warning")] } as unknown as BoardShape).get("a/1/1"), "error");
  assert.equal(severities({ conflicts: [conflict("warning"), conflict("error")] } as unknown as BoardShape).get("a/1/1"), "error");
});

test("a board whose locks or cards are others has the same frame, one with another room does not", () => {
  const shape = { number: 1, rooms: [{ id: "A" }], locks: [], cards: {} } as unknown as BoardShape;
  assert.equal(sameFrame(shape, { ...shape, number: 2, locks: [{ id: "x", item: "a/1" }], cards: { "a/1": [] } }), true);
  assert.equal(sameFrame(shape, { ...shape, rooms: [] }), false);
});

test("a key finds its action whatever its case, and none that does not fit", () => {
  const actions = [{ name: "move", keys: ["m"], run: () => undefined }, { name: "drop", keys: ["Delete"], run: () => undefined }];
  assert.equal(actionFor(actions, "M")?.name, "move");
  assert.equal(actionFor(actions, "Delete")?.name, "drop");
  assert.equal(actionFor(actions, "d"), undefined);
});

test("a segment is split in the middle, on the grain, never at its start", () => {
  assert.equal(halfway("2026-09-07T10:00:00+02:00", "2026-09-07T10:45:00+02:00", 5), "2026-09-07T10:25");
  assert.equal(halfway("2026-09-07T10:00:00+02:00", "2026-09-07T10:10:00+02:00", 15), "2026-09-07T10:15");
});

test("events are told a line each, empty lines are none", () => {
  assert.deepEqual(lines(" item 3 overran 40 min \n\n room A is closed\n"), ["item 3 overran 40 min", "room A is closed"]);
});
