// Jobs that a view has begun or shows the result of: started, watched to their end, and found again.

import { ask, type Job } from "./api.ts";
import { el } from "./dom.ts";
import { isOpen, progressWords, shareDone } from "./jobs.ts";
import type { Store } from "./store.ts";
import { say } from "./words.ts";

const PAUSE = 700;
const SECONDS = ["10", "30", "60", "300", ""];

/** How long a job may work. */
export function timeLimit(): { field: HTMLLabelElement; seconds: () => number | null } {
  const words = (seconds: string): string => (seconds ? say("seconds", { count: seconds }) : say("until-proved"));
  const select = el("select", {}, ...SECONDS.map((each) => el("option", { value: each, selected: each === "60" }, words(each))));
  return { field: el("label", {}, el("span", {}, say("time-limit")), select), seconds: () => (select.value ? Number(select.value) : null) };
}

export class Following {
  readonly element = el("p", { class: "following", role: "status" });
  private readonly store: Store;
  private readonly kind: string;
  private readonly ended: (job: Job) => void;
  private timer = 0;

  /** `ended` gets a job of this kind once it has ended: the newest at first, then each that is begun here. */
  constructor(store: Store, kind: string, ended: (job: Job) => void) {
    this.store = store;
    this.kind = kind;
    this.ended = ended;
  }

  /** The newest job of this kind on this variant, if there is one. */
  async newest(): Promise<void> {
    const jobs = await ask<Job[]>("GET", `${this.store.path}/jobs`);
    const found = jobs.find((each) => each.kind === this.kind && each.variant === this.store.variant && (isOpen(each) || each.state === "done"));
    if (found) this.look(found);
  }

  async begin(asked: Record<string, unknown>): Promise<void> {
    this.look(await ask<Job>("POST", `${this.store.path}/jobs${this.store.query}`, { kind: this.kind, ...asked }, { "Idempotency-Key": crypto.randomUUID() }));
  }

  private look(job: Job): void {
    clearTimeout(this.timer);
    if (isOpen(job)) {
      const parts = [`${say(`kind-${job.kind}`)}: ${say(`job-${job.state}`)}`, progressWords(job)].filter(Boolean).join(" · ");
      this.element.replaceChildren(el("progress", { max: 1, value: shareDone(job), "aria-label": say(`kind-${job.kind}`) }), " ", parts);
      this.timer = window.setTimeout(() => void this.again(job), PAUSE);
      return;
    }
    const message = job.result?.["message"];
    this.element.replaceChildren(job.state === "done" ? "" : [say(`job-${job.state}`), typeof message === "string" ? message : ""].filter(Boolean).join(": "));
    this.ended(job);
  }

  private async again(job: Job): Promise<void> {
    this.look(await ask<Job>("GET", `${this.store.path}/jobs/${encodeURIComponent(job.id)}`).catch(() => job));
  }
}
