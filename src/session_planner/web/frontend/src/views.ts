// The views of a board, as tabs: the calendar, the list of cards, and what others add.

import { el } from "./dom.ts";

export interface View {
  /** The name of its words, and of its panel. */
  name: string;
  words: string;
  panel: HTMLElement;
  /** Called each time that it comes into view. */
  opened: () => void;
}

/** Tabs over panels, of which one is shown, and named in the address; arrows go from tab to tab. */
export function tabs(views: View[], label: string): HTMLElement {
  const buttons = views.map((view) => {
    view.panel.id = `view-${view.name}`;
    view.panel.setAttribute("role", "tabpanel");
    view.panel.setAttribute("aria-labelledby", `tab-${view.name}`);
    return el("button", { type: "button", role: "tab", id: `tab-${view.name}`, "aria-controls": view.panel.id, onclick: () => choose(view) }, view.words);
  });
  const show = (chosen: View): void => {
    views.forEach((view, at) => {
      const here = view === chosen;
      view.panel.hidden = !here;
      buttons[at]?.setAttribute("aria-selected", String(here));
      if (buttons[at]) buttons[at].tabIndex = here ? 0 : -1;
    });
    chosen.opened();
  };
  const choose = (view: View): void => {
    window.history.replaceState(null, "", `#${view.name}`);
    show(view);
  };
  const list = el("div", { role: "tablist", class: "views", "aria-label": label }, ...buttons);
  list.addEventListener("keydown", (event) => {
    const rtl = document.documentElement.dir === "rtl" ? -1 : 1;
    const step = { ArrowRight: rtl, ArrowLeft: -rtl }[event.key];
    if (step === undefined) return;
    const at = (buttons.indexOf(document.activeElement as HTMLButtonElement) + step + buttons.length) % buttons.length;
    buttons[at]?.focus();
    buttons[at]?.click();
    event.preventDefault();
  });
  const named = (): View | undefined => views.find((each) => window.location.hash === `#${each.name}`);
  window.addEventListener("hashchange", () => {
    const there = named();
    if (there) show(there);
  });
  const first = named() ?? views[0];
  if (first) show(first);
  return list;
}

/** The variants of a board: each a page of its own. */
export function variants(board: string, chosen: string, all: { id: string; words: string }[], base: string, label: string): HTMLElement | null {
  if (!all.length) return null;
  const entry = (id: string, words: string): HTMLElement => {
    const address = new URL(window.location.href);
    address.pathname = `/board/${encodeURIComponent(board)}`;
    if (id) address.searchParams.set("variant", id);
    else address.searchParams.delete("variant");
    const link = el("a", { href: address.pathname + address.search, "aria-current": id === chosen && "page", title: words, dir: "auto" }, words);
    // Who asks why a variant has no programme, or looks at the forms, wants the same view of the next one.
    link.addEventListener("click", () => link.setAttribute("href", address.pathname + address.search + window.location.hash));
    return el("li", {}, link);
  };
  return el("nav", { class: "variants", "aria-label": label }, el("ul", {}, entry("", base), ...all.map((each) => entry(each.id, each.words))));
}
