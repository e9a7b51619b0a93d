// Moving a card without dragging it: the day, the hour and the room are chosen from the places that there are, each with
// what the checker says of it.

import type { Place } from "./api.ts";
import { dayWords } from "./clock.ts";
import { openDialog } from "./dialogs.ts";
import { el } from "./dom.ts";
import type { Hands } from "./hands.ts";
import { better, mark, placesOf, shadeWords, sorted } from "./places.ts";
import type { Store } from "./store.ts";
import { cardTitle, roomTitle } from "./titles.ts";
import { language, say } from "./words.ts";

const SECONDS = 3;

/** Asks where a card (or a segment of it that stands) is to go, and puts it there. */
export async function move(store: Store, hands: Hands, card: string, segment: string | null): Promise<void> {
  hands.say(say("places-sought"));
  const places = await placesOf(store, card, segment, SECONDS);
  if (!places.length) return hands.warn(say("places-none"));
  hands.say("");
  const chooser = new Chooser(store, places);
  openDialog(say("move-title", { title: cardTitle(store.shape, card) }), chooser.fields, say("move"), () => {
    const { start, room } = chooser.chosen;
    void hands.make(() => store.move(segment ? { move: "move", segment, start, room } : { move: "place", card, start, room }));
  });
}

/** Three selects, each with what the one before it leaves, and a line that says what stands against the choice. */
class Chooser {
  readonly fields: HTMLElement[];
  private readonly store: Store;
  private readonly places: Map<string, Map<string, Place[]>>;
  private readonly day = el("select", { name: "day" });
  private readonly hour = el("select", { name: "hour" });
  private readonly room = el("select", { name: "room" });
  private readonly verdict = el("p", { class: "verdict", role: "status" });

  constructor(store: Store, places: Place[]) {
    this.store = store;
    this.places = sorted(places);
    const best = [...places].sort(better)[0];
    const days = [...this.places.keys()];
    this.day.replaceChildren(...days.map((each) => option(each, `${mark(this.best(each))} ${dayWords(each, language())}`)));
    this.day.value = best ? best.start.slice(0, 10) : (days[0] ?? "");
    this.day.addEventListener("change", () => this.fillHours());
    this.hour.addEventListener("change", () => this.fillRooms());
    this.room.addEventListener("change", () => this.tell());
    this.fillHours();
    const labelled = (name: string, field: HTMLElement): HTMLElement => el("label", {}, el("span", {}, say(name)), field);
    this.fields = [labelled("day", this.day), labelled("hour", this.hour), ...(store.shape.rooms.length ? [labelled("room", this.room)] : []), this.verdict];
  }

  get chosen(): Place {
    const rooms = this.places.get(this.day.value)?.get(this.hour.value) ?? [];
    const found = rooms.find((each) => (each.room ?? "") === this.room.value) ?? rooms[0];
    if (!found) throw new Error("no place is chosen");
    return found;
  }

  private best(date: string): Place {
    return [...(this.places.get(date)?.values() ?? [])].flat().sort(better)[0] as Place;
  }

  private fillHours(): void {
    const hours = [...(this.places.get(this.day.value) ?? new Map<string, Place[]>())];
    const best = this.best(this.day.value);
    this.hour.replaceChildren(...hours.map(([each, rooms]) => option(each, `${mark(rooms[0] as Place)} ${each}`)));
    this.hour.value = best.start.slice(11, 16);
    this.fillRooms();
  }

  private fillRooms(): void {
    const rooms = this.places.get(this.day.value)?.get(this.hour.value) ?? [];
    this.room.replaceChildren(...rooms.map((each) => option(each.room ?? "", `${mark(each)} ${roomTitle(this.store.shape, each.room)}`)));
    this.tell();
  }

  private tell(): void {
    this.verdict.textContent = shadeWords(this.chosen);
    this.verdict.dataset["shade"] = this.chosen.shade;
  }
}

function option(value: string, words: string): HTMLOptionElement {
  return el("option", { value }, words);
}
