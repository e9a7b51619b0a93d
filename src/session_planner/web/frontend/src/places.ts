// Where a card may go, as the checker says of each place that it tried; by day, hour and room.

import { ask, type Place } from "./api.ts";
import { day, hour } from "./clock.ts";
import type { Store } from "./store.ts";
import { say } from "./words.ts";

const ORDER: Record<Place["shade"], number> = { free: 0, warned: 1, forbidden: 2 };

/** Asks for the places of a card, or of a segment of it that stands, as far as so many seconds go. */
export async function placesOf(store: Store, card: string, segment: string | null, seconds: number): Promise<Place[]> {
  const asked = new URLSearchParams({ card, seconds: String(seconds), ...(segment ? { segment } : {}), ...(store.variant ? { variant: store.variant } : {}) });
  return (await ask<{ places: Place[] }>("GET", `${store.path}/places?${asked}`)).places;
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
