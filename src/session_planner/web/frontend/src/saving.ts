// What stands over the forms and over the text: whether all is saved, what is wrong, and what somebody else has saved
// meanwhile, side by side with what is written here.

import { Refused } from "./api.ts";
import { button, el } from "./dom.ts";
import type { Draft, Mistake } from "./draft.ts";
import type { Hands } from "./hands.ts";
import { say } from "./words.ts";
import { sideBySide } from "./yaml-lines.ts";

const SHOWN = 30;

export class Saving {
  readonly element = el("div", { class: "saving" });
  private readonly draft: Draft;
  private readonly hands: Hands;
  private readonly show: (mistake: Mistake) => void;
  private readonly status = el("span", { role: "status" });
  private readonly save: HTMLButtonElement;
  private readonly discard: HTMLButtonElement;
  private readonly mistakes = el("div");
  private readonly clash = el("div");
  private drawn = "";

  /** `show` leads to a mistake; `place` says where one is. */
  constructor(draft: Draft, hands: Hands, show: (mistake: Mistake) => void, place: (mistake: Mistake) => string) {
    this.draft = draft;
    this.hands = hands;
    this.show = show;
    this.save = button(say("save"), () => void this.keep(), { class: "first", "aria-keyshortcuts": "Control+S" });
    this.discard = button(say("discard"), () => void draft.discard());
    this.element.append(el("p", { class: "line" }, this.save, this.discard, this.status), this.clash, this.mistakes);
    draft.listen(() => this.draw(place));
  }

  /** Saves, as the button does. */
  async keep(): Promise<void> {
    await this.doing(() => this.draft.save());
  }

  private async doing(run: () => Promise<boolean>): Promise<void> {
    try {
      if (await run()) this.hands.say(say("saved"));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.hands.warn(say("refused", { why: error.message }));
    }
  }

  private draw(place: (mistake: Mistake) => string): void {
    const { draft } = this;
    const { reading, theirs } = draft;
    this.save.disabled = this.discard.disabled = !draft.dirty;
    const wrong = [...(reading?.mistakes ?? []), ...(reading?.contradictions ?? [])];
    const says = [draft.dirty ? say("not-saved") : say("all-saved"), reading?.mistakes.length ? say("mistakes", { count: reading.mistakes.length }) : ""];
    const words = says.filter(Boolean).join(" · ");
    if (this.status.textContent !== words) this.status.textContent = words;
    const drawn = JSON.stringify(wrong);
    if (drawn !== this.drawn) {
      this.drawn = drawn;
      const entry = (each: Mistake): HTMLElement => el("button", { type: "button", class: "plain", onclick: () => this.show(each) }, place(each) && el("bdi", {}, place(each)), place(each) && ": ", each.message);
      const entries = wrong.slice(0, SHOWN).map((each) => el("li", { dir: "auto" }, entry(each)));
      this.mistakes.replaceChildren(entries.length ? el("ul", { class: "mistakes" }, ...entries) : "");
    }
    this.clash.replaceChildren(...(theirs ? [this.both(theirs.text)] : []));
  }

  private both(theirs: string): HTMLElement {
    const mine = button(say(this.draft.movable ? "merge-mine" : "keep-mine"), () => void this.doing(() => this.draft.over()), { class: "first" });
    const other = button(say("keep-theirs"), () => void this.draft.discard());
    return el("section", { class: "clash", "aria-label": say("clash-text") }, el("p", { class: "alarm", role: "alert" }, say("clash-text")), el("p", { class: "actions" }, mine, other), sideBySide(theirs, this.draft.text));
  }
}
