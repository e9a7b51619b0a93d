// The words of the page, which the server gives in the reader's language; none stand here.

import { ask, type Text } from "./api.ts";

let words: Record<string, string> = {};
let lang = "en";

export async function loadWords(language: string): Promise<void> {
  lang = language;
  words = await ask<Record<string, string>>("GET", `/words?lang=${encodeURIComponent(language)}`);
}

/** A sentence by its name, with its fields filled. */
export function say(name: string, fields: Record<string, string | number> = {}): string {
  return (words[name] ?? name).replace(/\{(\w+)\}/g, (whole, field: string) => String(fields[field] ?? whole));
}

/** A text of the scenario in the reader's language, else the first there is. */
export function told(text: Text): string {
  return text[lang] ?? text[""] ?? Object.values(text)[0] ?? "";
}

export function language(): string {
  return lang;
}
