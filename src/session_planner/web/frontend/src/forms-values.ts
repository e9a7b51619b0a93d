// What one value is filled in with: a line, a number, a date, a choice, a name among those that there are.

import { el } from "./dom.ts";
import { anyText, anyValue, type Shape } from "./forms-shapes.ts";
import { say } from "./words.ts";

/** Where an input stands: its id, what it is called for those who listen, what it gives to. */
export interface Slot {
  id: string;
  label: string;
  /** Another label is beside it already. */
  labelled: boolean;
  put: (value: unknown) => void;
}

/** Names to choose from: few are options, many (or such as there may be others beside) are suggested from a shared list. */
export interface Names {
  all: Named[];
  open: boolean;
  /** The id of the list that suggests them. */
  list: () => string;
}

export type Named = { id: string; words: string };
type Input = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const MOST_OPTIONS = 150;

/** The input of one value. `names` are what it may refer to, none where it may be anything. */
export function valueInput(shape: Shape, value: unknown, slot: Slot, names: Names): HTMLElement[] {
  if (shape.kind === "choice") return [chosen(shape.options?.map(([id, words]) => ({ id, words })) ?? [], value === false ? "off" : value, slot)];
  if (shape.kind === "flag") return [shape.default === undefined ? perhaps(value, slot) : ticked(value ?? shape.default, slot)];
  if (shape.kind === "number") return [numbered(shape, value, slot)];
  if (shape.kind === "any") return [lined(anyText(value), slot, (written) => anyValue(written))];
  if (names.all.length && names.all.length <= MOST_OPTIONS && !names.open) return [chosen(names.all, value, slot)];
  if (names.all.length) return [listed(names.list(), value, slot)];
  return [ofKind(shape, value, slot)];
}

function attributes(slot: Slot): Record<string, string | null> {
  return { id: slot.id, "aria-label": slot.labelled ? null : slot.label };
}

function lined(value: string, slot: Slot, read: (written: string) => unknown): HTMLTextAreaElement {
  const input = el("textarea", { ...attributes(slot), rows: 1, dir: "auto" });
  input.value = value;
  input.addEventListener("input", () => slot.put(input.value.trim() ? read(input.value) : undefined));
  return input;
}

/** A text in one language (or without one): one paragraph, however long. */
export function proseInput(value: unknown, slot: Slot, lang = ""): HTMLTextAreaElement {
  const input = lined(typeof value === "string" ? value : "", slot, (written) => written.replace(/\s*\n\s*/g, " "));
  if (lang) input.lang = lang;
  if (lang) input.dir = lang === "ar" ? "rtl" : "ltr";
  return input;
}

function ofKind(shape: Shape, value: unknown, slot: Slot): Input {
  const written = value === undefined || value === null ? "" : String(value);
  if (shape.kind === "text") return proseInput(written, slot);
  const type = nativeType(shape, written);
  const input = el("input", { ...attributes(slot), type, placeholder: type === "text" ? (shape.example ?? null) : null, dir: "auto" });
  input.value = type === "datetime-local" ? written.replace(" ", "T") : written;
  input.addEventListener("input", () => slot.put(input.value.trim() || undefined));
  return input;
}

/** A browser's own date or time, where what is written there is one that it can show. */
export function nativeType(shape: Shape, written: string): string {
  if (shape.kind === "date" && /^(\d{4}-\d{2}-\d{2})?$/.test(written)) return "date";
  if (shape.kind === "moment" && /^(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2})?$/.test(written)) return "datetime-local";
  return "text";
}

function numbered(shape: Shape, value: unknown, slot: Slot): HTMLInputElement {
  const input = el("input", { ...attributes(slot), type: "number", min: shape.least ?? null, max: shape.most ?? null, step: "any" });
  input.value = value === undefined || value === null ? "" : String(value);
  input.addEventListener("input", () => slot.put(input.value === "" ? undefined : Number(input.value)));
  return input;
}

function ticked(value: unknown, slot: Slot): HTMLInputElement {
  const input = el("input", { ...attributes(slot), type: "checkbox", checked: value === true });
  input.addEventListener("change", () => slot.put(input.checked));
  return input;
}

/** Yes, no, or as it is where nothing is said. */
function perhaps(value: unknown, slot: Slot): HTMLSelectElement {
  const input = options([{ id: "true", words: say("yes") }, { id: "false", words: say("no") }], value === undefined || value === null ? "" : String(value), slot);
  input.addEventListener("change", () => slot.put(input.value === "" ? undefined : input.value === "true"));
  return input;
}

function chosen(names: Named[], value: unknown, slot: Slot): HTMLSelectElement {
  const input = options(names, value === undefined || value === null ? "" : String(value), slot);
  input.addEventListener("change", () => slot.put(input.value || undefined));
  return input;
}

function options(names: Named[], value: string, slot: Slot): HTMLSelectElement {
  const unknown = value && !names.some((each) => each.id === value) ? [el("option", { value }, value)] : [];
  const input = el("select", attributes(slot), el("option", { value: "" }, say("not-given")), ...unknown, ...names.map((each) => el("option", { value: each.id }, each.words)));
  input.value = value;
  return input;
}

function listed(list: string, value: unknown, slot: Slot): HTMLInputElement {
  const input = el("input", { ...attributes(slot), list, dir: "auto" });
  input.value = value === undefined || value === null ? "" : String(value);
  input.addEventListener("input", () => slot.put(input.value.trim() || undefined));
  return input;
}
