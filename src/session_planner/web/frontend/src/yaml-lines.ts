// Two texts line by line: what they have in common, and what only one of them has.

import { el } from "./dom.ts";
import { say } from "./words.ts";

export interface Row {
  left: string | null;
  right: string | null;
}

const MOST = 4_000_000;

/** Lines of both in order; a line that both have stands in one row. */
export function rows(left: string, right: string): Row[] {
  const [one, other] = [left.split("\n"), right.split("\n")];
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < one.length - start && end < other.length - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1;
  const same = (line: string): Row => ({ left: line, right: line });
  const middle = between(one.slice(start, one.length - end), other.slice(start, other.length - end));
  return [...one.slice(0, start).map(same), ...middle, ...one.slice(one.length - end).map(same)];
}

/** The longest that two runs of lines have in common, and what is left beside it; too long ones are laid side by side. */
function between(one: string[], other: string[]): Row[] {
  const width = other.length + 1;
  if ((one.length + 1) * width > MOST) return beside(one, other);
  const longest = new Uint32Array((one.length + 1) * width);
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0;
  for (let i = one.length - 1; i >= 0; i--) for (let j = other.length - 1; j >= 0; j--) longest[i * width + j] = one[i] === other[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const found: Row[] = [];
  let [i, j, fromI, fromJ] = [0, 0, 0, 0];
  while (i < one.length && j < other.length) {
    if (one[i] === other[j]) {
      found.push(...beside(one.slice(fromI, i), other.slice(fromJ, j)), { left: one[i] ?? "", right: other[j] ?? "" });
      [fromI, fromJ] = [++i, ++j];
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return [...found, ...beside(one.slice(fromI), other.slice(fromJ))];
}

function beside(one: string[], other: string[]): Row[] {
  return Array.from({ length: Math.max(one.length, other.length) }, (_, at) => ({ left: one[at] ?? null, right: other[at] ?? null }));
}

/** Rows that differ, each with some that do not around it; what is left out between is one row of nulls. */
export function around(all: Row[], near = 3): (Row | null)[] {
  const shown = new Set(all.flatMap((row, at) => (row.left === row.right ? [] : Array.from({ length: 2 * near + 1 }, (_, by) => at + by - near))));
  return all.flatMap((row, at) => (shown.has(at) ? [row] : at > 0 && !shown.has(at - 1) ? [] : [null]));
}

/** Both texts as a table: theirs first. */
export function sideBySide(theirs: string, mine: string): HTMLElement {
  const cell = (line: string | null, other: string | null, kind: string): HTMLElement => el("td", { class: line === other ? null : kind, dir: "ltr" }, line ?? "");
  const body = around(rows(theirs, mine)).map((row) => (row ? el("tr", {}, cell(row.left, row.right, "theirs"), cell(row.right, row.left, "mine")) : el("tr", { class: "gap" }, el("td", { colspan: 2 }, "…"))));
  const head = el("tr", {}, el("th", { scope: "col" }, say("text-theirs")), el("th", { scope: "col" }, say("text-mine")));
  return el("div", { class: "both", tabindex: 0, role: "region", "aria-label": `${say("text-theirs")} / ${say("text-mine")}` }, el("table", {}, el("thead", {}, head), el("tbody", {}, ...body)));
}
