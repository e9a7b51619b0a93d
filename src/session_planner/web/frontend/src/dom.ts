// Elements, made in one line each.

export type Child = Node | string | null | undefined | false;
export type Attributes = Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>;

/** An element with attributes (`onclick` and the like are listeners; false and null leave one out) and children. */
export function el<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, String(value));
  }
  made.append(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false));
  return made;
}

/** A button that does something. */
export function button(words: string, click: () => void, attributes: Attributes = {}): HTMLButtonElement {
  return el("button", { type: "button", onclick: click, ...attributes }, words);
}

/** A labelled select; `changed` gets the value chosen. */
export function select(label: string, options: [value: string, words: string][], value: string, changed: (value: string) => void): HTMLLabelElement {
  const field = el("select", {}, ...options.map(([each, words]) => el("option", { value: each }, words)));
  field.value = value;
  field.addEventListener("change", () => changed(field.value));
  return el("label", {}, el("span", {}, label), field);
}

/** A part of the side: folded in and out by its heading. `body` is filled by whoever asks for it. */
export function fold(name: string, heading: string, open: boolean): { part: HTMLDetailsElement; heading: HTMLElement; body: HTMLElement } {
  const words = el("h2", {}, heading);
  const body = el("div", { class: `${name}-body` });
  const part = el("details", { class: `fold ${name}`, open }, el("summary", {}, words), body);
  return { part, heading: words, body };
}
