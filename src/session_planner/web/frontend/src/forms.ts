// Forms for every part of the scenario: a section for each of its lists and parts, the fields of the schema in it. What
// is filled in goes into the draft as edits; what the server says of it stands at the fields.

import { button, el } from "./dom.ts";
import type { Draft, Mistake, Reading } from "./draft.ts";
import { Copy, isPlain, type Plain } from "./forms-edits.ts";
import { Drawer } from "./forms-fields.ts";
import { loadFields, type Field, type Fields } from "./forms-shapes.ts";
import type { Hands } from "./hands.ts";
import { Saving } from "./saving.ts";
import { say } from "./words.ts";

const GENERAL = "";

export class Forms {
  private readonly draft: Draft;
  private readonly nav = el("nav", { class: "sections", "aria-label": say("sections") });
  private readonly page = el("div", { class: "section" });
  private readonly lists = el("div", { hidden: true });
  private readonly saving: Saving;
  private fields: Fields | null = null;
  private drawer: Drawer | null = null;
  private copy: Copy | null = null;
  private seen: Reading | null = null;
  private focused = "";
  private section = GENERAL;

  constructor(place: HTMLElement, draft: Draft, hands: Hands) {
    this.draft = draft;
    this.saving = new Saving(draft, hands, (mistake) => this.reveal(mistake), (mistake) => mistake.path);
    place.append(this.saving.element, el("div", { class: "forms" }, this.nav, this.page), this.lists);
    place.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      void this.saving.keep();
    });
    draft.listen(() => this.heard());
  }

  /** Reads what there is to fill in, the first time that the forms come into view. */
  async opened(): Promise<void> {
    this.fields ??= await loadFields();
    await this.draft.open();
    this.heard();
  }

  /** The draft has been read: what was written elsewhere is shown, what was filled in here only marked. */
  private heard(): void {
    const { reading, busy } = this.draft;
    if (!this.fields || !reading) return;
    if (busy !== this.page.inert) this.hold(busy);
    const fresh = reading !== this.seen && reading.byHand;
    this.seen = reading;
    if (fresh || !this.copy) this.refill(reading.data);
    else this.mark();
  }

  /** While it is saved nothing is filled in; the focus is where it was afterwards. */
  private hold(busy: boolean): void {
    const { activeElement } = document;
    if (busy) this.focused = activeElement instanceof HTMLElement && this.page.contains(activeElement) ? activeElement.id : "";
    this.page.inert = busy;
    if (!busy && this.focused) document.getElementById(this.focused)?.focus();
  }

  /** Fills all from other data; what is unfolded stays so. */
  private refill(data: unknown): void {
    const open = [...this.page.querySelectorAll<HTMLDetailsElement>("details[open]")].map((each) => each.closest<HTMLElement>("[data-path]")?.dataset["path"]);
    const copy = new Copy(data);
    this.copy = copy;
    this.drawer = new Drawer(this.fields as Fields, () => copy.data, () => this.draft.reading?.refs ?? [], () => this.draft.formed(copy.edits()), this.lists);
    this.drawer.changedLook = () => this.mark();
    this.draw();
    for (const path of open) {
      const found = path === undefined ? null : this.page.querySelector<HTMLDetailsElement>(`[data-path="${CSS.escape(path)}"] > details`);
      if (found) unfold(found);
    }
  }

  // -- sections ----------------------------------------------------------------------------------------------------

  private draw(): void {
    const { data } = this.copy as Copy;
    if (!isPlain(data)) {
      this.nav.replaceChildren();
      return this.page.replaceChildren(el("p", { class: "alarm" }, say("no-forms")));
    }
    this.lists.replaceChildren();
    const focused = document.activeElement instanceof HTMLElement && this.page.contains(document.activeElement) ? document.activeElement.id : "";
    this.drawNav(data);
    this.drawPage(data);
    if (focused) document.getElementById(focused)?.focus();
  }

  private get top(): Field[] {
    return (this.fields as Fields).top.filter((each) => each.name !== "format");
  }

  private drawNav(data: Plain): void {
    const entry = (name: string, words: string, count: number | null): HTMLElement =>
      el("li", {}, button(count === null ? words : `${words} (${count})`, () => this.go(name), { "data-section": name, "aria-current": name === this.section && "page" }));
    const sections = this.top.filter(isSection);
    const count = (field: Field): number | null => (field.kind === "list" ? (Array.isArray(data[field.name]) ? (data[field.name] as unknown[]).length : 0) : null);
    this.nav.replaceChildren(el("ul", {}, entry(GENERAL, say("general"), null), ...sections.map((each) => entry(each.name, each.label, count(each)))));
  }

  private drawPage(data: Plain): void {
    const drawer = this.drawer as Drawer;
    const fields = this.section === GENERAL ? this.top.filter((each) => !isSection(each)) : this.top.filter((each) => each.name === this.section);
    const heading = this.section === GENERAL ? say("general") : (fields[0]?.label ?? "");
    if (fields[0]?.kind === "part" && !isPlain(data[this.section])) {
      // A part of the scenario that is not written yet: there to be filled in, and in the text only once it is.
      const empty: Plain = {};
      const inside = drawer.inside(fields[0], watched(empty, () => (data[this.section] = empty)), [this.section]);
      this.page.replaceChildren(el("h2", {}, heading), ...inside);
    } else if (fields[0]?.kind === "part") this.page.replaceChildren(el("h2", {}, heading), ...drawer.inside(fields[0], data[this.section] as Plain, [this.section]));
    else this.page.replaceChildren(el("h2", {}, heading), ...fields.map((each) => drawer.field(each, data, [])));
    this.page.classList.toggle("alone", fields.length === 1 && fields[0]?.kind === "list");
    this.mark();
  }

  private go(section: string): void {
    this.section = section;
    if (isPlain(this.copy?.data)) {
      this.drawNav(this.copy.data);
      this.drawPage(this.copy.data);
    }
    this.nav.querySelector<HTMLElement>(`[data-section="${CSS.escape(section)}"]`)?.focus();
  }

  // -- mistakes ----------------------------------------------------------------------------------------------------

  /** Marks what is wrong at the fields that are drawn: at the one that it is about, or what that is folded into. */
  private mark(): void {
    const { draft } = this;
    for (const each of this.page.querySelectorAll("[data-wrong]")) each.removeAttribute("data-wrong");
    for (const each of this.page.querySelectorAll(".said")) each.remove();
    for (const each of this.page.querySelectorAll('[aria-invalid="true"]')) {
      each.removeAttribute("aria-invalid");
      each.removeAttribute("aria-describedby");
    }
    const mistakes = [...(draft.reading?.mistakes ?? []), ...(draft.reading?.contradictions ?? [])];
    mistakes.forEach((mistake, at) => {
      const field = this.fieldOf(mistake.path);
      if (!field) return;
      field.setAttribute("data-wrong", "");
      field.closest<HTMLDetailsElement>("details.more")?.setAttribute("open", "");
      const said = el("p", { class: "said", id: `said-${at}`, dir: "auto" }, mistake.message);
      field.append(said);
      const input = field.querySelector<HTMLElement>("input, select, textarea");
      if (!input || field.querySelector("details")) return;
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", said.id);
    });
    const wrong = new Set(mistakes.map((each) => each.path.split(/[.[]/, 1)[0]));
    for (const each of this.nav.querySelectorAll<HTMLElement>("[data-section]")) each.toggleAttribute("data-wrong", wrong.has(each.dataset["section"]));
  }

  private fieldOf(path: string): HTMLElement | null {
    for (let at = path; at; at = at.replace(/(\.[^.[\]]*|\[[^\]]*\]|^[^.[\]]*)$/, "")) {
      const found = this.page.querySelector<HTMLElement>(`[data-path="${CSS.escape(at)}"]`);
      if (found) return found;
    }
    return null;
  }

  /** Leads to a mistake: its section, everything that it is folded into, its field. */
  private reveal(mistake: Mistake): void {
    const section = mistake.path.split(/[.[]/, 1)[0] ?? "";
    this.go(this.top.some((each) => isSection(each) && each.name === section) ? section : GENERAL);
    for (let field = this.fieldOf(mistake.path), before: HTMLElement | null = null; field && field !== before; field = this.fieldOf(mistake.path)) {
      const fold: HTMLDetailsElement | null = field.querySelector(":scope > details:not([open])");
      if (!fold) break;
      before = field;
      unfold(fold);
    }
    const field = this.fieldOf(mistake.path);
    field?.scrollIntoView({ block: "center" });
    field?.querySelector<HTMLElement>("input, select, textarea, summary, button")?.focus();
  }
}

function isSection(field: Field): boolean {
  return field.kind === "part" || (field.kind === "list" && field.each?.kind === "part");
}

/** Opens what is folded, and draws what is in it at once. */
function unfold(fold: HTMLDetailsElement): void {
  fold.open = true;
  fold.dispatchEvent(new Event("toggle"));
}

/** An object that says when something is put into it for the first time. */
function watched(empty: Plain, first: () => void): Plain {
  return new Proxy(empty, {
    set(target, key: string, value: unknown) {
      target[key] = value;
      first();
      return true;
    },
  });
}
