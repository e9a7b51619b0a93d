// Jobs on the board: started here, watched with their best, bound and gap, stopped with the best kept.

import { ask, type Job } from "./api.ts";
import { button, el, select } from "./dom.ts";
import type { Hands } from "./hands.ts";
import type { Store } from "./store.ts";
import { say } from "./words.ts";

const POLL = 1500;
const SHOWN = 6;
const KINDS = ["solve", "replan"];
const SECONDS = ["10", "30", "60", "300", "1800", ""];

export class Jobs {
  private readonly place: HTMLElement;
  private readonly list = el("ul", { class: "jobs" });
  private readonly store: Store;
  private readonly hands: Hands;
  private readonly found: (proposal: string | null) => void;
  private jobs: Job[] = [];
  private open = new Set<string>();
  private timer: number | undefined;

  /** `found` is called when a job has ended: with the proposal that it made, if any. */
  constructor(place: HTMLElement, store: Store, hands: Hands, found: (proposal: string | null) => void) {
    this.place = place;
    this.store = store;
    this.hands = hands;
    this.found = found;
    this.place.replaceChildren(this.starter(), this.list);
    void this.load();
  }

  /** Reads the jobs anew; as long as one is open it does so again and again, in case no event tells. */
  async load(): Promise<void> {
    clearTimeout(this.timer);
    this.jobs = await ask<Job[]>("GET", `${this.store.path}/jobs`).catch(() => this.jobs);
    this.draw();
    for (const job of this.jobs) this.follow(job);
    if (this.open.size) this.timer = window.setTimeout(() => void this.load(), POLL);
  }

  private follow(job: Job): void {
    if (isOpen(job)) this.open.add(job.id);
    else if (this.open.delete(job.id)) {
      this.hands.say(`${this.name(job)}: ${say(`job-${job.state}`)}`);
      const proposal = job.result?.["proposal"];
      this.found(typeof proposal === "string" ? proposal : null);
    }
  }

  private starter(): HTMLElement {
    const words = (seconds: string): string => (seconds ? say("seconds", { count: seconds }) : say("until-proved"));
    const seconds = el("select", { name: "seconds" }, ...SECONDS.map((each) => el("option", { value: each, selected: each === "60" }, words(each))));
    const events = el("textarea", { name: "events", rows: 2, placeholder: say("events-example") });
    const now = el("input", { type: "datetime-local", name: "now" });
    const eventful = el("div", { class: "line" }, el("label", {}, el("span", {}, say("events")), events), el("label", {}, el("span", {}, say("now")), now));
    eventful.hidden = true;
    const kind = select(say("kind"), KINDS.map((each) => [each, say(`kind-${each}`)]), "solve", (value) => (eventful.hidden = value !== "replan"));
    const start = (event: Event): void => {
      event.preventDefault();
      const chosen = kind.querySelector("select")?.value ?? "solve";
      const asked = { kind: chosen, seconds: seconds.value ? Number(seconds.value) : null, ...(chosen === "replan" ? { events: lines(events.value), now: now.value || null } : {}) };
      void this.hands.make(async () => {
        await ask("POST", `${this.store.path}/jobs${this.store.query}`, asked, { "Idempotency-Key": crypto.randomUUID() });
        await this.load();
      });
    };
    return el("form", { onsubmit: start }, el("div", { class: "line" }, kind, el("label", {}, el("span", {}, say("time-limit")), seconds), el("button", { type: "submit", class: "first" }, say("begin"))), eventful);
  }

  private draw(): void {
    const focused = this.list.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset["job"] : undefined;
    this.list.replaceChildren(...this.jobs.slice(0, SHOWN).map((job) => this.entry(job)));
    if (focused) this.list.querySelector<HTMLElement>(`[data-job="${CSS.escape(focused)}"]`)?.focus();
  }

  private entry(job: Job): HTMLElement {
    const stop = isOpen(job) && job.state !== "stopping" && button(say("stop"), () => void this.stop(job), { "data-job": job.id });
    const message = job.result?.["message"];
    const impossible = job.result?.["impossible"] === true && say("job-impossible");
    const told = [`${this.name(job)}: ${say(`job-${job.state}`)}`, typeof message === "string" && job.state === "refused" ? message : "", impossible || ""];
    return el("li", { "data-state": job.state }, el("p", {}, told.filter(Boolean).join(" · ")), isOpen(job) && this.progress(job), stop);
  }

  private progress(job: Job): HTMLElement {
    const words = progressWords(job);
    const share = shareDone(job);
    return el("p", {}, el("progress", { max: 1, value: share, "aria-label": this.name(job) }), el("br"), el("span", { class: "quiet" }, words));
  }

  private name(job: Job): string {
    return say(`kind-${job.kind}`);
  }

  private async stop(job: Job): Promise<void> {
    await this.hands.make(() => ask("POST", `${this.store.path}/jobs/${encodeURIComponent(job.id)}/stop`, {}));
    await this.load();
  }
}

export function isOpen(job: Job): boolean {
  return ["waiting", "running", "stopping"].includes(job.state);
}

/** How much of its time a job has used, from 0 to 1; null where it has no limit or has not begun. */
export function shareDone(job: Job): number | null {
  const limit = job.asked["seconds"];
  const used = job.progress?.seconds;
  return typeof limit === "number" && used !== undefined ? Math.min(1, used / limit) : null;
}

/** The best, the bound and the gap between them, in words. */
export function progressWords(job: Job): string {
  const { progress } = job;
  if (!progress) return "";
  const best = progress.best ?? null;
  const gap = progress.gap ?? null;
  const parts = [
    progress.tiers && progress.tiers > 1 ? say("progress-tier", { count: progress.number ?? 1, of: progress.tiers }) : "",
    best === null ? say("progress-none") : say("progress-best", { cost: best }),
    progress.bound === undefined ? "" : say("progress-bound", { cost: progress.bound }),
    gap === null ? "" : say("progress-gap", { count: Math.round(gap * 100) }),
  ];
  return parts.filter(Boolean).join(" · ");
}

/** What happened, one event a line. */
export function lines(written: string): string[] {
  return written.split("\n").map((each) => each.trim()).filter(Boolean);
}
