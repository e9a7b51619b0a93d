// The fields of the forms as the server makes them of the scenario's schema, and what can be said of a value by them.

import { ask } from "./api.ts";
import { isPlain, type Plain } from "./forms-edits.ts";
import { language } from "./words.ts";

export interface Shape {
  kind: "text" | "texts" | "name" | "number" | "flag" | "choice" | "duration" | "moment" | "date" | "hours" | "clock" | "window" | "list" | "map" | "part" | "either" | "any";
  refers?: string[];
  keys?: string[];
  options?: [value: string, words: string][];
  example?: string;
  least?: number;
  most?: number;
  default?: boolean;
  each?: Shape;
  of?: string;
  fields?: Field[];
  ways?: Shape[];
}

export interface Field extends Shape {
  name: string;
  label: string;
  help?: string;
  required?: boolean;
}

export interface Fields {
  top: Field[];
  parts: Record<string, Field[]>;
  called_by: string[];
}

export const SIX = ["en", "fr", "es", "ru", "zh", "ar"];

/** Languages that interpreters are asked for beside the six. */
const OTHERS = "am bg bn cs da de el fa fi he hi hu id it ja ko ms nl no pl pt ro sr sv sw th tr uk ur vi".split(" ");

/** What a language is called in the reader's. */
export function languageName(lang: string): string {
  return new Intl.DisplayNames([language()], { type: "language" }).of(lang) ?? lang;
}

export function loadFields(): Promise<Fields> {
  return ask<Fields>("GET", `/form?lang=${encodeURIComponent(language())}`);
}

/** The fields of a part. */
export function fieldsOf(fields: Fields, shape: Shape): Field[] {
  return shape.fields ?? fields.parts[shape.of ?? ""] ?? [];
}

/** Of the ways to write something, the one in which a value is written; the first where there is no value. */
export function wayOf(fields: Fields, ways: Shape[], value: unknown): Shape {
  const fits = (way: Shape): number => {
    if (way.kind === "map") return isPlain(value) ? 1 : 0;
    if (way.kind !== "part") return isPlain(value) ? 0 : 2;
    if (!isPlain(value)) return 0;
    const known = fieldsOf(fields, way).map((each) => each.name);
    return 1 + Object.keys(value).filter((key) => known.includes(key)).length / (1 + Object.keys(value).length);
  };
  return ways.reduce((best, way) => (fits(way) > fits(best) ? way : best));
}

/** What an entry of a list goes by. */
export function calledBy(fields: Fields, value: unknown, told: (text: Record<string, string>) => string): string {
  if (!isPlain(value)) return value === undefined || value === null ? "" : String(value);
  const said = (part: unknown): string => (isPlain(part) ? told(part as Record<string, string>) : Array.isArray(part) ? part.map(said).join(", ") : part === undefined || part === null ? "" : String(part));
  const names = ["number", "id", "symbol"].map((name) => said(value[name])).filter(Boolean);
  const title = said(value["title"]);
  const other = fields.called_by.map((name) => said(value[name])).find(Boolean);
  return [names[0] ?? "", title].filter(Boolean).join(" · ") || other || Object.values(value).map(said).find(Boolean) || "";
}

/** A value written the other way: one figure as the part that says more, or what the part says as one figure. */
export function rewritten(fields: Fields, from: Shape, to: Shape, value: unknown, firstLanguage: string): unknown {
  if (to.kind === "map") return value === undefined ? {} : { [firstLanguage]: value };
  if (to.kind === "part") {
    const known = fieldsOf(fields, to);
    const main = known.find((each) => each.required) ?? known[0];
    return value === undefined || !main ? {} : { [main.name]: value };
  }
  const said = from.kind === "map" ? Object.values((value ?? {}) as Plain)[0] : mainOf(fields, from, value);
  return isPlain(said) || Array.isArray(said) ? undefined : said;
}

function mainOf(fields: Fields, part: Shape, value: unknown): unknown {
  const known = fieldsOf(fields, part);
  const main = known.find((each) => each.required) ?? known[0];
  return main && isPlain(value) ? value[main.name] : undefined;
}

/** What a value of any kind is shown as, and read back from. */
export function anyText(value: unknown): string {
  return typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
}

export function anyValue(written: string): unknown {
  try {
    return JSON.parse(written) as unknown;
  } catch {
    return written;
  }
}

/** The names that a field may refer to, each with its title. */
export function namesFor(kinds: string[], data: unknown, refs: { ref: string; title: Record<string, string> }[]): { id: string; title: Record<string, string> }[] {
  const root = isPlain(data) ? data : {};
  const entries = (section: string): { id: string; title: Record<string, string> }[] =>
    (Array.isArray(root[section]) ? (root[section] as unknown[]) : []).filter(isPlain).flatMap((each) => (each["id"] === undefined ? [] : [{ id: String(each["id"]), title: asText(each["title"] ?? each["text"]) }]));
  const sections: Record<string, string> = { decision: "decisions", room: "rooms", venue: "venues", body: "bodies", tier: "tiers", variant: "variants", "joint-id": "joint_sessions" };
  return kinds.flatMap((kind) => {
    if (kind === "item") return refs.map(({ ref, title }) => ({ id: ref, title }));
    if (kind === "joint") return entries("joint_sessions").map(({ id, title }) => ({ id: `joint:${id}`, title }));
    if (kind === "language") return [...SIX, ...OTHERS].map((id) => ({ id, title: { "": languageName(id) } }));
    if (kind === "zone") return Intl.supportedValuesOf("timeZone").map((id) => ({ id, title: {} }));
    return entries(sections[kind] ?? "");
  });
}

function asText(value: unknown): Record<string, string> {
  return isPlain(value) ? (value as Record<string, string>) : typeof value === "string" ? { "": value } : {};
}
