// The scenario's YAML in an editor: line numbers, marks where something is wrong, and the same draft as the forms have.

import { el } from "./dom.ts";
import type { Draft, Mistake } from "./draft.ts";
import type { Hands } from "./hands.ts";
import { Saving } from "./saving.ts";
import { say } from "./words.ts";

export class Yaml {
  private readonly draft: Draft;
  private readonly area: HTMLTextAreaElement;
  private readonly gutter = el("div", { class: "gutter", "aria-hidden": "true" });
  private readonly says = el("p", { class: "line-says", id: "yaml-says", role: "status" });
  private drawn = "";

  constructor(place: HTMLElement, draft: Draft, hands: Hands) {
    this.draft = draft;
    this.area = el("textarea", { class: "yaml", spellcheck: "false", autocapitalize: "off", dir: "ltr", lang: "en", wrap: "off", "aria-label": say("view-yaml"), "aria-describedby": "yaml-says" });
    const saving = new Saving(draft, hands, (mistake) => this.reveal(mistake), (mistake) => (mistake.line ? say("line", { count: mistake.line }) : ""));
    place.append(saving.element, el("div", { class: "editor", dir: "ltr", lang: "en" }, this.gutter, this.area), this.says);
    this.area.addEventListener("input", () => draft.typed(this.area.value));
    this.area.addEventListener("scroll", () => (this.gutter.scrollTop = this.area.scrollTop));
    this.area.addEventListener("keydown", (event) => this.key(event, saving));
    document.addEventListener("selectionchange", () => document.activeElement === this.area && this.tellLine());
    draft.listen(() => this.draw());
  }

  private key(event: KeyboardEvent, saving: Saving): void {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      void saving.keep();
    }
  }

  private draw(): void {
    const { text, reading } = this.draft;
    this.area.readOnly = this.draft.busy;
    if (this.area.value !== text) {
      const { selectionStart, selectionEnd, scrollTop } = this.area;
      this.area.value = text;
      this.area.setSelectionRange(selectionStart, selectionEnd);
      this.area.scrollTop = scrollTop;
    }
    const lines = text.split("\n").length;
    const wrong = new Set((reading?.mistakes ?? []).map((each) => each.line));
    const drawn = `${lines} ${[...wrong].join()}`;
    this.area.setAttribute("aria-invalid", String(wrong.size > 0));
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.gutter.replaceChildren(...Array.from({ length: lines }, (_, at) => el("span", { class: wrong.has(at + 1) ? "wrong" : null }, String(at + 1))));
    this.gutter.scrollTop = this.area.scrollTop;
  }

  /** Says what is wrong in the line of the cursor. */
  private tellLine(): void {
    const line = this.area.value.slice(0, this.area.selectionStart).split("\n").length;
    const here = (this.draft.reading?.mistakes ?? []).filter((each) => each.line === line).map((each) => each.message);
    const words = here.length ? `${say("line", { count: line })}: ${here.join(" · ")}` : "";
    if (this.says.textContent !== words) this.says.textContent = words;
  }

  /** Puts the cursor where a mistake is. */
  private reveal({ line, column }: Mistake): void {
    const lines = this.area.value.split("\n");
    const before = lines.slice(0, Math.max(0, line - 1)).reduce((sum, each) => sum + each.length + 1, 0);
    const at = Math.min(this.area.value.length, before + Math.max(0, column - 1));
    const height = this.area.scrollHeight / Math.max(1, lines.length);
    this.area.focus();
    this.area.setSelectionRange(at, before + (lines[line - 1]?.length ?? 0));
    this.area.scrollTop = Math.max(0, (line - 6) * height);
  }
}
