// Why there is no programme: what cannot hold together, and the least that could be given up, each to be tried at once: in a
// variant of its own that is solved, or written into the scenario.

import { ask, type Job } from "./api.ts";
import { button, el } from "./dom.ts";
import { Following, timeLimit } from "./following.ts";
import type { Hands } from "./hands.ts";
import type { Store } from "./store.ts";
import { language, say } from "./words.ts";

interface Part {
  id: string;
  rule: string;
  statement: string;
  source: string | null;
}

interface Way {
  asks: number;
  proved: boolean;
  steps: string[];
  give_up: Part[];
  cost: number | null;
  status: string | null;
  sets: string[] | null;
}

interface Explanation {
  possible: boolean | null;
  complete: boolean;
  least: boolean;
  conflicts: { proved: boolean; sentences: { text: string }[]; parts: Part[] }[];
  repairs: Way[];
}

const TRY_SECONDS = 60;
/** What the server takes as the title of a job. */
const TITLE = 200;

export class Explain {
  private readonly store: Store;
  private readonly hands: Hands;
  private readonly result = el("div", { class: "explanation" });
  private readonly tried = el("p", { class: "tried" });
  private readonly following: Following;
  private asked = false;

  constructor(place: HTMLElement, store: Store, hands: Hands) {
    this.store = store;
    this.hands = hands;
    this.following = new Following(store, "explain", (job) => this.show(job));
    const limit = timeLimit();
    const begin = button(say("kind-explain"), () => void hands.make(() => this.following.begin({ seconds: limit.seconds() })), { class: "first" });
    place.append(el("p", { class: "quiet" }, say("explain-how")), el("p", { class: "line" }, limit.field, begin), this.following.element, this.tried, this.result);
  }

  /** Shows what was found last. */
  async opened(): Promise<void> {
    if (!this.asked) await this.following.newest();
    this.asked = true;
  }

  private show(job: Job): void {
    const found = job.result?.["explanation"] as Explanation | undefined;
    if (!found) return;
    const verdict = found.possible === true ? say("explain-possible") : found.possible === null ? say("explain-open") : say("job-impossible");
    const more = [!found.complete && say("explain-more"), !found.least && say("explain-less")].filter((each) => each !== false);
    const conflicts = found.conflicts.map((each) => el("li", {}, ...each.sentences.map(({ text }) => el("p", { dir: "auto" }, text)), this.parts(each.parts)));
    this.result.replaceChildren(
      el("p", { class: found.possible ? "notice" : "alarm" }, verdict),
      ...(conflicts.length ? [el("h2", {}, say("explain-conflicts")), el("ol", { class: "reasons" }, ...conflicts)] : []),
      ...(found.repairs.length ? [el("h2", {}, say("explain-ways")), el("ol", { class: "ways-out" }, ...found.repairs.map((each) => this.way(each)))] : []),
      ...more.map((each) => el("p", { class: "quiet" }, each)),
    );
  }

  private parts(parts: Part[]): HTMLElement {
    return el("details", {}, el("summary", {}, say("explain-parts")), el("ul", {}, ...parts.map((each) => el("li", { dir: "auto" }, each.statement + (each.source ? ` [${each.source}]` : "")))));
  }

  private way(way: Way): HTMLElement {
    const cost = way.cost === null ? "" : say("way-cost", { cost: way.cost });
    const unsure = way.proved ? "" : say("way-unsure");
    const { sets } = way;
    const doing = sets
      ? [button(say("try-variant"), () => void this.tryIn(way, sets), { class: "first" }), !this.store.variant && button(say("try-here"), () => void this.writeIn(sets))]
      : [el("span", { class: "quiet" }, say("way-by-hand"))];
    return el("li", {}, el("ul", {}, ...way.steps.map((each) => el("li", { dir: "auto" }, each))), [cost, unsure].some(Boolean) && el("p", { class: "quiet" }, [cost, unsure].filter(Boolean).join(" · ")), el("p", { class: "actions" }, ...doing));
  }

  /** A variant of what is given up, solved; its tab is where its programme will be. */
  private async tryIn(way: Way, sets: string[]): Promise<void> {
    const { store } = this;
    const title = way.steps.join("; ").slice(0, TITLE);
    await this.hands.make(async () => {
      const made = await ask<{ id: string }>("POST", `${store.path}/variants`, { title: { [language()]: title }, on: store.variant, sets });
      await ask("POST", `${store.path}/jobs?variant=${encodeURIComponent(made.id)}`, { kind: "solve", seconds: TRY_SECONDS, title });
      const address = new URL(window.location.href);
      address.searchParams.set("variant", made.id);
      this.tried.replaceChildren(el("a", { href: address.pathname + address.search }, say("try-made", { title })));
      this.tried.querySelector("a")?.focus();
    });
  }

  private async writeIn(sets: string[]): Promise<void> {
    await this.hands.make(() => this.store.change("/tries", { sets }));
  }
}
