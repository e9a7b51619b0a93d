// What a segment on the calendar shows, and what it says to those who listen. Painted beside the calendar, so that one
// that changes does not make it draw them all.

import type { Segment } from "./api.ts";
import { between, dayWords, hour } from "./clock.ts";
import { el } from "./dom.ts";
import type { Columns } from "./frame.ts";
import type { Store } from "./store.ts";
import { bodyTitle, roomTitle, titleOf } from "./titles.ts";
import { language, say } from "./words.ts";

const SHORT = 30;

/** Hours, title, and by marks what is said of a segment; the same in words for those who listen. */
export function paint(element: HTMLElement, store: Store, columns: Columns, one: Segment, gravest: string | undefined): void {
  const { shape } = store;
  const locked = store.locked(String(store.card(one.id)));
  element.dataset["marks"] = `${gravest ?? ""} ${one.joint ? "joint" : ""} ${locked ? "locked" : ""}`;
  element.title = titleOf(shape, one);
  const said = [gravest ? say(`is-${gravest}`) : "", one.joint ? say("is-joint") : "", locked ? say("is-locked") : ""];
  const heard = [dayWords(one.start, language()), shape.rooms.length ? roomTitle(shape, one.room) : "", ...said];
  face(element, store, columns, one, heard.filter(Boolean).join(" · "));
}

/** The words on a segment; `heard` is there for those who listen alone. */
export function face(element: HTMLElement, store: Store, columns: Columns, one: Segment, heard = ""): void {
  const { shape } = store;
  const hours = `${hour(one.start)}–${hour(one.end)}`;
  const where = columns === "rooms" ? bodyTitle(shape, one.body) : shape.rooms.length ? roomTitle(shape, one.room) : "";
  const shows = [hours, titleOf(shape, one), where, heard].join("|");
  const found = element.querySelector<HTMLElement>(":scope > .face");
  if (found?.dataset["shows"] === shows) return;
  const parts = [el("time", { datetime: one.start }, hours), " ", el("span", {}, titleOf(shape, one)), " ", el("small", {}, where), " ", el("span", { class: "heard" }, heard)];
  const made = el("div", { class: between(one.start, one.end) < SHORT ? "face short" : "face", "data-shows": shows, dir: "auto" }, ...parts);
  if (found) found.replaceWith(made);
  else element.append(made);
}

/**
 * The calendar calls itself a table, in which its segments, being buttons, have no place; whoever listens has the list of
 * cards for a table, and here a group of buttons, each with its day, hours and room.
 */
export function plain(host: HTMLElement): void {
  const root = host.querySelector(".ec");
  root?.setAttribute("role", "group");
  root?.setAttribute("aria-label", say("view-calendar"));
  for (const each of host.querySelectorAll('[role="row"], [role="rowgroup"], [role="columnheader"], [role="cell"], [role="rowheader"]')) {
    for (const name of ["role", "aria-colindex", "aria-colspan", "aria-rowindex"]) each.removeAttribute(name);
  }
}
