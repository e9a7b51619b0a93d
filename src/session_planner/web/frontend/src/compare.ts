// Variants, the board as it stands, proposals and releases side by side: chosen here, compared by the server, shown as its
// document has it, tables and chart. Beside it what is studied in the same way: all variants and points of a grid, and what
// each requirement costs.

import { address, ask, type Job, type Proposal } from "./api.ts";
import { when } from "./clock.ts";
import { button, el } from "./dom.ts";
import { Following, timeLimit } from "./following.ts";
import type { Hands } from "./hands.ts";
import { lines } from "./jobs.ts";
import type { Store } from "./store.ts";
import { language, say, told } from "./words.ts";

interface Side {
  of: "variant" | "board" | "proposal" | "release";
  name: string;
}

interface Choice {
  side: Side;
  words: string;
}

export class Compare {
  private readonly store: Store;
  private readonly hands: Hands;
  private readonly choices = el("div", { class: "sides" });
  private readonly result = el("div", { class: "comparison" });
  private readonly comparing: Following;
  private readonly grid = el("textarea", { rows: 1, placeholder: say("grid-example"), dir: "ltr" });
  private readonly limit = timeLimit();
  private readonly chosen = new Set<string>();
  /** What each side is called, by the side. */
  private readonly words = new Map<string, string>();
  private shown = "";
  private asked = false;

  constructor(place: HTMLElement, store: Store, hands: Hands) {
    this.store = store;
    this.hands = hands;
    const follow = (kind: string): Following => new Following(store, kind, (job) => void this.show(job));
    const [sweeping, pricing] = [follow("sweep"), follow("prices")];
    this.comparing = follow("compare");
    const begin = button(say("kind-compare"), () => void this.begin(), { class: "first" });
    const sweep = button(say("kind-sweep"), () => void this.study(sweeping, { grid: lines(this.grid.value) }));
    const prices = button(say("kind-prices"), () => void this.study(pricing, {}));
    const more = el("details", {}, el("summary", {}, say("studies")), el("p", { class: "quiet" }, say("studies-how")), el("div", { class: "line" }, el("label", {}, el("span", {}, say("grid")), this.grid), sweep, prices));
    const followed = [this.comparing, sweeping, pricing].map((each) => each.element);
    place.append(el("p", { class: "quiet" }, say("compare-how")), this.choices, el("div", { class: "line" }, this.limit.field, begin), more, ...followed, this.result);
  }

  /** Reads what there is to compare, and the comparison that was made last. */
  async opened(): Promise<void> {
    const path = this.store.path;
    const [proposals, releases] = await Promise.all([ask<Proposal[]>("GET", `${path}/proposals`), ask<{ number: number; released: string }[]>("GET", `${path}/releases`).catch(() => [])]);
    this.draw(proposals, releases);
    if (!this.asked) await this.comparing.newest();
    this.asked = true;
  }

  private draw(proposals: Proposal[], releases: { number: number }[]): void {
    const { variants } = this.store.shape;
    const all = [{ id: "", words: say("variant-base") }, ...variants.map((each) => ({ id: each.id, words: told(each.title) || each.id }))];
    const named = (id: string): string => all.find((each) => each.id === id)?.words ?? id;
    const groups: [string, Choice[]][] = [
      [say("sides-board"), all.map(({ id, words }) => ({ side: { of: "board", name: id }, words }))],
      [say("sides-variant"), all.map(({ id, words }) => ({ side: { of: "variant", name: id }, words }))],
      [say("proposals"), proposals.map((each) => ({ side: { of: "proposal", name: each.id }, words: [each.title, say("proposal-of", { when: when(each.made, language()) }), each.variant ? named(each.variant) : ""].filter(Boolean).join(" · ") }))],
      [say("sides-release"), releases.map((each) => ({ side: { of: "release", name: String(each.number) }, words: String(each.number) }))],
    ];
    for (const [group, choices] of groups) for (const { side, words } of choices) this.words.set(keyOf(side), `${group}: ${words}`);
    this.choices.replaceChildren(...groups.filter(([, choices]) => choices.length).map(([words, choices]) => el("fieldset", {}, el("legend", {}, words), ...choices.map((each) => this.tick(each)))));
  }

  private tick({ side, words }: Choice): HTMLElement {
    const key = keyOf(side);
    const change = (event: Event): void => {
      if ((event.target as HTMLInputElement).checked) this.chosen.add(key);
      else this.chosen.delete(key);
    };
    return el("label", { class: "tick", dir: "auto" }, el("input", { type: "checkbox", checked: this.chosen.has(key), onchange: change, "data-side": `${side.of}:${side.name}` }), ` ${words}`);
  }

  private async begin(): Promise<void> {
    if (this.chosen.size < 2) return this.hands.warn(say("compare-two"));
    const sides = [...this.chosen].map((each) => JSON.parse(each) as Side);
    await this.study(this.comparing, { sides });
  }

  private async study(following: Following, asked: Record<string, unknown>): Promise<void> {
    await this.hands.make(() => following.begin({ ...asked, seconds: this.limit.seconds() }));
  }

  private async show(job: Job): Promise<void> {
    if (job.state !== "done" || this.shown === job.id) return;
    this.shown = job.id;
    const where = address(`${this.store.path}/jobs/${encodeURIComponent(job.id)}/document`);
    const answer = await fetch(where, { credentials: "same-origin" });
    const page = el("p", {}, el("a", { href: where, target: "_blank", rel: "noopener" }, say("as-page")));
    const sides = (job.asked["sides"] ?? []) as Side[];
    const legend = el("ol", { class: "letters" }, ...sides.map((side) => el("li", { dir: "auto" }, this.words.get(keyOf(side)) ?? side.name)));
    this.result.replaceChildren(sides.length ? legend : "", page, ...(answer.ok ? plain(await answer.text()) : []));
  }
}

function keyOf({ of, name }: Side): string {
  return JSON.stringify({ of, name });
}

const KEPT = new Set(["P", "TABLE", "CAPTION", "THEAD", "TBODY", "TFOOT", "TR", "TH", "TD", "UL", "OL", "LI", "STRONG", "EM", "B", "I", "SMALL", "SUP", "BR", "FIGURE", "FIGCAPTION"]);
const SAID = ["colspan", "rowspan", "scope", "lang", "dir"];
const LOWER: Record<string, "h2" | "h3" | "h4"> = { H1: "h2", H2: "h3", H3: "h4", H4: "h4" };

/** What a document of the server says, without its style: text, lists and tables, and its drawings as pictures. */
function plain(written: string): Node[] {
  const drawings: string[] = [];
  // Drawings are taken out as they are written, and styles go: the page's own policy would have none of them.
  const bare = written.replace(/<svg[\s\S]*?<\/svg>/g, (drawn) => `<img alt="${drawings.push(drawn) - 1}">`).replace(/<style[\s\S]*?<\/style>| style="[^"]*"/g, "");
  return plainly(new DOMParser().parseFromString(bare, "text/html").body, drawings);
}

function plainly(from: Element, drawings: string[]): Node[] {
  return [...from.childNodes].flatMap((node): Node[] => {
    if (node instanceof HTMLImageElement) return [picture(drawings[Number(node.alt)] ?? "")];
    if (!(node instanceof HTMLElement)) return node.nodeType === Node.TEXT_NODE ? [document.createTextNode(node.textContent ?? "")] : [];
    if (["STYLE", "SCRIPT", "TITLE"].includes(node.tagName)) return [];
    const name = LOWER[node.tagName] ?? (KEPT.has(node.tagName) ? node.tagName.toLowerCase() : null);
    if (name === null) return plainly(node, drawings);
    const made = document.createElement(name);
    for (const each of SAID) if (node.hasAttribute(each)) made.setAttribute(each, node.getAttribute(each) ?? "");
    made.append(...plainly(node, drawings));
    return name === "table" ? [el("div", { class: "wide", tabindex: 0, role: "region", "aria-label": made.querySelector("caption")?.textContent ?? say("view-compare") }, made)] : [made];
  });
}

function picture(drawn: string): HTMLElement {
  const words = /<title[^>]*>([^<]*)/.exec(drawn)?.[1] ?? "";
  return el("img", { src: `data:image/svg+xml,${encodeURIComponent(drawn)}`, alt: words, class: "chart" });
}
