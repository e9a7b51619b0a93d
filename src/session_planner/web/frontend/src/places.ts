// Where a card may go, as the checker says of each place that it tried; by day, hour and room.

import { ask, lines, type Place } from "./api.ts";
import { day, hour } from "./clock.ts";
import type { Store } from "./store.ts";
import { say } from "./words.ts";

const ORDER: Record<Place["shade"], number> = { free: 0, warned: 1, forbidden: 2 };

/** Asks for the places of a card, or of a segment of it that stands, as far as so many seconds go. */
export async function placesOf(store: Store, card: string, segment: string | null, seconds: number): Promise<Place[]> {
  return (await ask<{ places: Place[] }>("GET", `${store.path}/places?${about(store, card, segment, { seconds: String(seconds) })}`)).places;
}

/** Asks for one place. */
export function placeAt(store: Store, card: string, segment: string | null, start: string, room: string | null, signal: AbortSignal): Promise<Place> {
  return ask<Place>("GET", `${store.path}/places/one?${about(store, card, segment, { start, ...(room === null ? {} : { room }) })}`, undefined, {}, signal);
}

/** The places of a card as the server tries them, nearest first, until the signal ends it. */
export function eachPlace(store: Store, card: string, segment: string | null, signal: AbortSignal): AsyncGenerator<Place> {
  return lines<Place>(`${store.path}/places/stream?${about(store, card, segment, {})}`, signal);
}

function about(store: Store, card: string, segment: string | null, more: Record<string, string>): URLSearchParams {
  return new URLSearchParams({ card, ...more, ...(segment ? { segment } : {}), ...(store.variant ? { variant: store.variant } : {}) });
}

/** What a place's shade means, in words: with the rule that is broken and the decision that it rests on. */
export function shadeWords(place: Place): string {
  if (place.shade === "free") return say("free");
  if (place.shade === "warned") return say("warned", { cost: place.cost });
  const found = place.conflicts.find((each) => each.severity === "error");
  return say("forbidden", { why: (found?.message ?? "") + (found?.source ? ` [${found.source}]` : "") });
}

/** The better of two places: the less is against it, the better. */
export function better(one: Place, other: Place): number {
  return ORDER[one.shade] - ORDER[other.shade] || one.cost - other.cost;
}

/** Places by day, each day's by hour, each hour's by room; days and hours in order, the best room first. */
export function sorted(places: Place[]): Map<string, Map<string, Place[]>> {
  const found = new Map<string, Map<string, Place[]>>();
  for (const place of [...places].sort((one, other) => one.start.localeCompare(other.start) || better(one, other))) {
    const hours = found.get(day(place.start)) ?? new Map<string, Place[]>();
    found.set(day(place.start), hours);
    hours.set(hour(place.start), [...(hours.get(hour(place.start)) ?? []), place]);
  }
  return found;
}

/** A mark that goes with the words, for those who read the list quickly. */
export function mark(place: Place): string {
  return { free: "✓", warned: "!", forbidden: "✕" }[place.shade];
}
