// The fields of a form, drawn by their shapes over the data that they change: parts in parts, lists whose entries are
// added, taken away and put in another order, maps, and what can be written in one of several ways.

import { button, el, type Child } from "./dom.ts";
import { isPlain, pathText, type Plain } from "./forms-edits.ts";
import { calledBy, fieldsOf, languageName, namesFor, rewritten, SIX, wayOf, type Field, type Fields, type Shape } from "./forms-shapes.ts";
import { proseInput, valueInput, type Named, type Names, type Slot } from "./forms-values.ts";
import type { Path, Reading } from "./draft.ts";
import { say, told } from "./words.ts";

/** A value somewhere in the data. */
interface Place {
  path: Path;
  label: string;
  value: unknown;
  put: (value: unknown) => void;
}

/** Of a part with more fields than this, only those are seen at first that are filled in, or that most entries have. */
const FEW = 7;
const FIRST = new Set(["id", "number", "title", "duration", "role", "size", "capacity", "start", "bodies", "items", "agenda", "sittings", "out", "by", "on", "text", "kind", "weight"]);

export class Drawer {
  private readonly fields: Fields;
  private readonly data: () => unknown;
  private readonly refs: () => Reading["refs"];
  private readonly changed: () => void;
  private readonly lists: HTMLElement;
  /** Entries that are unfolded, as long as they are there. */
  private readonly unfolded = new WeakSet<object>();

  /** `changed` is called whenever something is filled in; `lists` holds what is suggested. */
  constructor(fields: Fields, data: () => unknown, refs: () => Reading["refs"], changed: () => void, lists: HTMLElement) {
    this.fields = fields;
    this.data = data;
    this.refs = refs;
    this.changed = changed;
    this.lists = lists;
  }

  /** A field of an object, with its label and what it is for. */
  field(field: Field, owner: Plain, path: Path): HTMLElement {
    const place: Place = { path: [...path, field.name], label: field.label, value: owner[field.name], put: (value) => this.put(owner, field.name, value) };
    const example = field.example ?? field.ways?.find((each) => each.example)?.example;
    const hint = [field.help, example ? say("such-as", { example }) : ""].filter(Boolean).join(" · ");
    const told = hint ? el("small", { class: "hint", id: `${idOf(place.path)}-hint` }, hint) : null;
    return this.framed(field, place, told, field.required === true);
  }

  private framed(shape: Shape, place: Place, hint: HTMLElement | null, required: boolean): HTMLElement {
    const words = place.label + (required ? " *" : "");
    if (isOne(shape)) {
      const made = this.one(shape, place, true);
      const label = el("label", { for: idOf(place.path) }, words);
      return el("div", { class: `field ${shape.kind}`, "data-path": pathText(place.path) }, label, ...made, hint);
    }
    const box = el("fieldset", { class: `field ${shape.kind}`, "data-path": pathText(place.path) });
    const draw = (): void => {
      const value = this.at(place);
      box.replaceChildren(...children(el("legend", {}, words), hint, ...this.many(shape, { ...place, value }, draw)));
    };
    draw();
    return box;
  }

  /** What holds more than one value; `again` draws it anew. */
  private many(shape: Shape, place: Place, again: () => void): Child[] {
    if (shape.kind === "texts") return this.texts(place, again);
    if (shape.kind === "list") return shape.each?.kind === "choice" ? this.ticks(shape.each, place) : this.list(shape.each as Shape, place, again);
    if (shape.kind === "map") return this.map(shape, place, again);
    if (shape.kind === "either") return this.either(shape, place, again);
    if (shape.kind === "part") return this.part(shape, place, again);
    return this.one(shape, place, false);
  }

  private one(shape: Shape, place: Place, labelled: boolean): HTMLElement[] {
    return valueInput(shape, place.value, this.slot(place, labelled), this.names(shape.refers ?? []));
  }

  private slot(place: Place, labelled: boolean): Slot {
    return { id: idOf(place.path), label: place.label, labelled, put: (value) => this.give(place, value) };
  }

  // -- parts -------------------------------------------------------------------------------------------------------

  private part(shape: Shape, place: Place, again: () => void): Child[] {
    const { value } = place;
    if (!isPlain(value)) return [button(say("add"), () => this.redo(place, {}, again), { class: "small", "aria-label": say("add-to", { title: place.label }) })];
    const away = button(say("take-away"), () => this.redo(place, undefined, again), { class: "small", "aria-label": say("take-away-of", { title: place.label }) });
    return [...this.inside(shape, value, place.path), away];
  }

  /** All fields of an object. */
  inside(shape: Shape, value: Plain, path: Path): HTMLElement[] {
    const all = fieldsOf(this.fields, shape);
    const drawn = (some: Field[]): HTMLElement[] => some.map((each) => this.field(each, value, path));
    const rare = all.length > FEW ? all.filter((each) => !each.required && value[each.name] === undefined && !FIRST.has(each.name)) : [];
    if (!rare.length) return drawn(all);
    const more = el("details", { class: "more" }, el("summary", {}, say("more-fields", { count: rare.length })), el("div", { class: "inside" }, ...drawn(rare)));
    return [...drawn(all.filter((each) => !rare.includes(each))), more];
  }

  private either(shape: Shape, place: Place, again: () => void): Child[] {
    const ways = shape.ways as Shape[];
    const way = wayOf(this.fields, ways, place.value);
    const simple = ways.find(isOne);
    const full = [...ways].reverse().find((each) => !isOne(each));
    const other = isOne(way) ? full : simple;
    const first = this.languages(undefined)[0] ?? "en";
    const change = other && button(isOne(way) ? say("in-detail") : say("in-short"), () => this.redo(place, rewritten(this.fields, way, other, place.value, first), again), { class: "small", "aria-label": `${place.label}: ${isOne(way) ? say("in-detail") : say("in-short")}` });
    const inner = way.kind === "part" && isPlain(place.value) ? this.inside(way, place.value, place.path) : this.many(way, place, again);
    return [...inner, change];
  }

  // -- texts -------------------------------------------------------------------------------------------------------

  /** Languages side by side; a text without a language stands alone until it is given one. */
  private texts(place: Place, again: () => void): Child[] {
    const { value } = place;
    const languages = this.languages(value);
    if (typeof value === "string" || languages.length < 2) {
      const first = languages[0] ?? "en";
      const more = button(say("in-languages"), () => this.redo(place, { ...(isPlain(value) ? value : { [first]: value ?? "" }), ...(first === "en" ? { fr: "" } : { en: "" }) }, again), { class: "small", "aria-label": `${place.label}: ${say("in-languages")}` });
      const only = isPlain(value) ? Object.values(value)[0] : value;
      const put = (written: unknown): void => this.give(place, isPlain(value) && written !== undefined ? { [first]: written } : written);
      return [proseInput(only, { ...this.slot(place, false), put }), more];
    }
    const map: Plain = isPlain(value) ? value : {};
    const cells = languages.map((lang) => {
      const path = [...place.path, lang];
      const put = (written: unknown): void => {
        if (written === undefined) delete map[lang];
        else map[lang] = written;
        this.give(place, Object.keys(map).length ? map : undefined);
      };
      const input = proseInput(map[lang], { id: idOf(path), label: place.label, labelled: true, put }, lang);
      return el("div", { class: "language", "data-path": pathText(path) }, el("label", { for: idOf(path) }, languageName(lang)), input);
    });
    const left = SIX.filter((lang) => !languages.includes(lang));
    const add = el("select", { "aria-label": `${place.label}: ${say("in-languages")}` }, el("option", { value: "" }, say("in-languages")), ...left.map((lang) => el("option", { value: lang }, languageName(lang))));
    add.addEventListener("change", () => add.value && this.redo(place, { ...map, [add.value]: "" }, again));
    return [el("div", { class: "languages" }, ...cells), left.length ? add : null];
  }

  /** The languages that a text has or should have: those of the scenario first. */
  private languages(value: unknown): string[] {
    const data = this.data();
    const session = isPlain(data) && Array.isArray(data["languages"]) ? data["languages"].map(String) : [];
    const title = isPlain(data) && isPlain(data["title"]) ? Object.keys(data["title"]) : [];
    const own = isPlain(value) ? Object.keys(value) : [];
    return [...new Set([...(session.length ? session : title), ...own])];
  }

  // -- lists and maps ----------------------------------------------------------------------------------------------

  private list(each: Shape, place: Place, again: () => void): Child[] {
    const entries = Array.isArray(place.value) ? (place.value as unknown[]) : [];
    const set = (after: unknown[]): void => this.redo(place, after.length ? after : undefined, again);
    const rows = entries.map((value, at) => {
      const label = calledBy(this.fields, value, told) || say("entry", { count: at + 1 });
      const entry: Place = { path: [...place.path, at], label: `${place.label}: ${label}`, value, put: (after) => this.entry(entries, at, after) };
      const go = (by: number): void => {
        const after = [...entries];
        after.splice(at + by, 0, ...after.splice(at, 1));
        set(after);
        focusOn([...place.path, at + by], by < 0 ? "up" : "down");
      };
      const tools = [
        at > 0 && tool("up", "↑", say("earlier-entry", { title: label }), () => go(-1)),
        at < entries.length - 1 && tool("down", "↓", say("later-entry", { title: label }), () => go(1)),
        tool("away", "×", say("take-away-of", { title: label }), () => set(entries.filter((_, other) => other !== at))),
      ];
      return el("li", { "data-path": pathText(entry.path) }, this.row(each, entry), el("span", { class: "entry-tools" }, ...tools));
    });
    const fresh = (): void => {
      const value = each.kind === "part" ? {} : each.kind === "list" ? [] : "";
      if (isPlain(value)) this.unfolded.add(value);
      set([...entries, value]);
      focusOn([...place.path, entries.length], "");
    };
    return [rows.length ? el("ol", { class: "entries" }, ...rows) : null, button(say("add"), fresh, { class: "small", "aria-label": say("add-to", { title: place.label }) })];
  }

  /** An entry: folded where it has fields of its own, which are drawn when it is unfolded. */
  private row(each: Shape, entry: Place): HTMLElement {
    if (isOne(each)) return el("div", { class: "line" }, ...this.one(each, entry, false));
    const shape = each.kind === "either" && isPlain(entry.value) ? wayOf(this.fields, each.ways as Shape[], entry.value) : each;
    if (shape.kind !== "part" || !isPlain(entry.value)) return this.bare(each, entry);
    const { value } = entry;
    const summary = el("summary", { dir: "auto" }, calledBy(this.fields, value, told) || say("entry-new"));
    const body = el("div", { class: "inside" });
    const open = this.unfolded.has(value);
    const draw = (): void => body.replaceChildren(...(each.kind === "either" ? [this.bare(each, entry)] : this.inside(shape, value, entry.path)));
    if (open) draw();
    const fold = el("details", { open }, summary, body);
    fold.addEventListener("toggle", () => {
      if (fold.open) this.unfolded.add(value);
      else this.unfolded.delete(value);
      if (fold.open && !body.childElementCount) draw();
      summary.replaceChildren(calledBy(this.fields, value, told) || say("entry-new"));
      if (fold.open) this.changedLook();
    });
    return fold;
  }

  /** An entry that is written one way or another, drawn anew when the way changes. */
  private bare(each: Shape, entry: Place): HTMLElement {
    const box = el("div", { class: "bare", role: "group", "aria-label": entry.label });
    const draw = (): void => box.replaceChildren(...children(...this.many(each, { ...entry, value: this.at(entry) }, draw)));
    draw();
    return box;
  }

  private map(shape: Shape, place: Place, again: () => void): Child[] {
    const pairs = isPlain(place.value) ? Object.entries(place.value) : [];
    const set = (after: [string, unknown][], draw: boolean): void => {
      const value = after.length ? Object.fromEntries(after) : undefined;
      if (draw) this.redo(place, value, again);
      else this.give(place, value);
    };
    const rows = pairs.map(([key, value], at) => {
      const path = [...place.path, key];
      const rename = (to: unknown): void => set(pairs.map((pair, other) => (other === at ? [String(to ?? ""), pair[1]] : pair)), true);
      const names = this.names(shape.keys ?? []);
      const keyed = valueInput({ kind: "name" }, key, { id: `${idOf(path)}-key`, label: `${place.label}: ${say("entry-key")}`, labelled: false, put: () => undefined }, names);
      keyed[0]?.addEventListener("change", (event) => rename((event.target as HTMLInputElement).value));
      const put = (after: unknown): void => {
        (place.value as Plain)[key] = after ?? "";
        this.give(place, place.value);
      };
      const away = tool("away", "×", say("take-away-of", { title: key }), () => set(pairs.filter((_, other) => other !== at), true));
      return el("li", { "data-path": pathText(path), class: "pair" }, el("div", { class: "line" }, ...keyed), this.bare(shape.each as Shape, { path, label: `${place.label}: ${key}`, value, put }), el("span", { class: "entry-tools" }, away));
    });
    const fresh = this.names(shape.keys ?? []).all.find((each) => !pairs.some(([key]) => key === each.id))?.id ?? (shape.keys ? "" : "?");
    const add = button(say("add"), () => set([...pairs, [fresh, shape.each?.kind === "list" ? [] : ""]], true), { class: "small", "aria-label": say("add-to", { title: place.label }) });
    return [rows.length ? el("ol", { class: "entries" }, ...rows) : null, fresh || !shape.keys ? add : null];
  }

  /** A list of few choices: all of them, to be ticked. */
  private ticks(each: Shape, place: Place): Child[] {
    const taken = new Set(Array.isArray(place.value) ? place.value.map(String) : []);
    const known = each.options ?? [];
    return known.map(([id, words]) => {
      const tick = (event: Event): void => {
        if ((event.target as HTMLInputElement).checked) taken.add(id);
        else taken.delete(id);
        const after = known.map(([one]) => one).filter((one) => taken.has(one));
        this.give(place, after.length ? after : undefined);
      };
      return el("label", { class: "tick" }, el("input", { type: "checkbox", checked: taken.has(id), onchange: tick }), ` ${words}`);
    });
  }

  // -- the data ----------------------------------------------------------------------------------------------------

  private names(kinds: string[]): Names {
    const all = namesFor(kinds, this.data(), this.refs()).map(({ id, title }) => ({ id, words: [id, told(title)].filter(Boolean).join(" · ").slice(0, 120) }));
    return { all, open: kinds.includes("tier"), list: () => this.suggested(kinds, all) };
  }

  /** The id of the list of these names, which all fields of their kind share. */
  private suggested(kinds: string[], names: Named[]): string {
    const id = `names-${kinds.join("-")}`;
    if (!this.lists.querySelector(`#${id}`)) this.lists.append(el("datalist", { id }, ...names.map((each) => el("option", { value: each.id }, each.words))));
    return id;
  }

  private put(owner: Plain, name: string, value: unknown): void {
    if (value === undefined) delete owner[name];
    else owner[name] = value;
  }

  private entry(entries: unknown[], at: number, value: unknown): void {
    entries[at] = value ?? "";
  }

  private give(place: Place, value: unknown): void {
    place.value = value;
    place.put(value);
    this.changed();
  }

  private redo(place: Place, value: unknown, again: () => void): void {
    this.give(place, value);
    again();
    this.changedLook();
  }

  /** Called when fields have been drawn that were not there before. */
  changedLook: () => void = () => undefined;

  /** What stands at a place now. */
  private at(place: Place): unknown {
    return place.path.reduce<unknown>((here, part) => (isPlain(here) ? here[part] : Array.isArray(here) ? (here as unknown[])[part as number] : undefined), this.data());
  }
}

function isOne(shape: Shape): boolean {
  return !["texts", "list", "map", "either", "part"].includes(shape.kind);
}

function tool(name: string, sign: string, words: string, run: () => void): HTMLElement {
  return button(sign, run, { class: `tool ${name}`, "aria-label": words, title: words });
}

/** The first field of an entry that was just made, or the tool that moved it, once it is drawn. */
function focusOn(path: Path, name: string): void {
  const entry = document.querySelector(`[data-path="${CSS.escape(pathText(path))}"]`);
  const found = name ? (entry?.querySelector<HTMLElement>(`:scope > .entry-tools .${name}`) ?? entry?.querySelector<HTMLElement>(":scope > .entry-tools button")) : entry?.querySelector<HTMLElement>("input, select, textarea");
  found?.focus();
}

export function idOf(path: Path): string {
  return `f-${path.map((part) => String(part).replace(/[^\w-]/g, "_")).join("-")}`;
}

function children(...given: Child[]): (Node | string)[] {
  return given.filter((each): each is Node | string => each !== null && each !== undefined && each !== false);
}
