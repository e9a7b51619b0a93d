// What cards, segments, rooms and bodies are called on the board.

import type { BoardShape, Segment } from "./api.ts";
import { hour, when } from "./clock.ts";
import { language, say, told } from "./words.ts";

/** The number and title of what a segment takes up. */
export function titleOf(shape: BoardShape, one: Segment): string {
  const item = one.item === null ? undefined : itemsOf(shape).get(`${one.body}/${one.item}`);
  const joint = one.joint === null ? undefined : shape.joint_sessions.find((each) => each.id === one.joint);
  const title = item ? told(item.title) : joint ? told(joint.title) : "";
  const part = one.parts > 1 ? ` (${one.part}/${one.parts})` : "";
  return [one.item, title].filter(Boolean).join(" ") + part;
}

/** A card by its number and title. */
export function cardTitle(shape: BoardShape, card: string): string {
  const item = itemsOf(shape).get(card);
  const joint = shape.joint_sessions.find((each) => `joint:${each.id}` === card);
  return item ? [item.number, told(item.title)].filter(Boolean).join(" ") : joint ? told(joint.title) || joint.id : card;
}

/** The bodies that a card belongs to. */
export function bodiesOf(shape: BoardShape, card: string): string[] {
  const joint = card.startsWith("joint:") ? shape.joint_sessions.find((each) => `joint:${each.id}` === card) : undefined;
  return joint ? joint.bodies : [card.slice(0, card.indexOf("/"))];
}

export function bodyTitle(shape: BoardShape, body: string): string {
  const found = shape.bodies.find((each) => each.id === body);
  return found ? told(found.title) || found.id : body;
}

export function roomTitle(shape: BoardShape, room: string | null): string {
  if (room === null) return say("room-none");
  const found = shape.rooms.find((each) => each.id === room);
  return found ? told(found.title) || found.id : room;
}

/** Where a segment stands, in words: the day, the hours, the room. */
export function standsWords(shape: BoardShape, one: Segment): string {
  const hours = `${when(one.start, language())}–${hour(one.end)}`;
  return shape.rooms.length ? `${hours}, ${roomTitle(shape, one.room)}` : hours;
}

const known = new WeakMap<BoardShape["items"], Map<string, BoardShape["items"][number]>>();

function itemsOf(shape: BoardShape): Map<string, BoardShape["items"][number]> {
  let found = known.get(shape.items);
  if (!found) known.set(shape.items, (found = new Map(shape.items.map((each) => [each.ref, each]))));
  return found;
}
