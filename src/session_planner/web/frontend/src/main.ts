// The planner's board, put together.

import { Grid } from "./calendar.ts";
import { Compare } from "./compare.ts";
import { Conflicts } from "./conflicts.ts";
import { Details } from "./details.ts";
import { el, fold } from "./dom.ts";
import { Draft } from "./draft.ts";
import { Dragging } from "./dragging.ts";
import { Explain } from "./explain.ts";
import { Forms } from "./forms.ts";
import { Hands } from "./hands.ts";
import { History } from "./history.ts";
import { Jobs } from "./jobs.ts";
import { listenToKeys } from "./keyboard.ts";
import { legend } from "./legend.ts";
import { List } from "./list.ts";
import { listen } from "./live.ts";
import { Proposals } from "./proposals.ts";
import { Store } from "./store.ts";
import { Tools } from "./tools.ts";
import { Tray } from "./tray.ts";
import { tabs, variants, type View } from "./views.ts";
import { loadWords, say, told } from "./words.ts";
import { Yaml } from "./yaml.ts";

async function open(root: HTMLElement): Promise<void> {
  const store = new Store(root.dataset["board"] ?? "", root.dataset["variant"] ?? "");
  await Promise.all([loadWords(document.documentElement.lang), store.load()]);
  const [tools, status, alarm] = [el("div", { class: "tools", role: "toolbar", "aria-label": say("tools") }), el("p", { class: "says", role: "status" }), el("div", { class: "alarms", role: "alert" })];
  const [calendar, cards, chosen] = [el("div", { class: "grid" }), el("div", { class: "cards" }), el("section", { class: "chosen", "aria-label": say("chosen") })];
  const parts = { tray: fold("tray", say("tray"), true), conflicts: fold("conflict-list", say("conflicts"), true), jobs: fold("jobs-part", say("jobs"), true), proposals: fold("proposals-part", say("proposals"), true), history: fold("history-part", say("history"), false) };
  const side = el("aside", { class: "side", "aria-label": say("side") }, ...Object.values(parts).map((each) => each.part));
  // Under the tray, which must not give way when a segment is taken hold of on its way there.
  parts.tray.part.after(chosen);
  const main = el("div", { class: "main" });
  const ways = el("div", { class: "ways" });
  const drawWays = (): void => {
    const all = store.shape.variants.map((each) => ({ id: each.id, words: told(each.title) || each.id }));
    ways.replaceChildren(variants(store.board, store.variant, all, say("variant-base"), say("variants")) ?? "");
  };
  drawWays();
  store.listen((what) => what === "board" && drawWays());
  root.replaceChildren(ways, tools, el("div", { class: "telling" }, status, alarm), main, side);

  const hands = new Hands(store, status, alarm);
  // The calendar measures itself, so that it is made where it stands.
  const [forms, yaml, compare, explain] = [el("div", { class: "forms-view" }), el("div", { class: "yaml-view" }), el("div", { class: "compare-view" }), el("div", { class: "explain-view" })];
  main.append(calendar, cards, forms, yaml, compare, explain);
  const grid = new Grid(calendar, store, hands);
  calendar.append(legend(store));
  new Dragging(store, grid, hands);
  const list = new List(cards, store, hands, grid.look.filter);
  const tray = new Tray(parts.tray.body, parts.tray.heading, store, grid, hands);
  grid.tray = tray;
  const proposals = new Proposals(parts.proposals.body, parts.proposals.heading, store, grid, hands);
  const jobs = new Jobs(parts.jobs.body, store, hands, (proposal) => void proposals.load(proposal));
  new History(parts.history.part, parts.history.body, store);
  new Details(chosen, store, hands);
  new Tools(tools, store, grid, hands, () => list.draw());
  new Conflicts(parts.conflicts.body, parts.conflicts.heading, store, (segment) => {
    hands.choose(segment);
    const one = store.segment(segment);
    if (one && !calendar.hidden) grid.reveal(one);
  });
  hands.onChoice((segment) => grid.mark(segment));
  listenToKeys(calendar, store, grid, hands);
  const draft = new Draft(store);
  const filling = new Forms(forms, draft, hands);
  new Yaml(yaml, draft, hands);
  const comparing = new Compare(compare, store, hands);
  const explaining = new Explain(explain, store, hands);
  const views: View[] = [
    { name: "calendar", words: say("view-calendar"), panel: calendar, opened: () => undefined },
    { name: "list", words: say("view-list"), panel: cards, opened: () => list.draw() },
    { name: "forms", words: say("view-forms"), panel: forms, opened: () => void filling.opened() },
    { name: "yaml", words: say("view-yaml"), panel: yaml, opened: () => void draft.open() },
    { name: "compare", words: say("view-compare"), panel: compare, opened: () => void comparing.opened() },
    { name: "explain", words: say("view-explain"), panel: explain, opened: () => void explaining.opened() },
  ];
  main.prepend(tabs(views, say("views")));
  listen(store, hands, () => void Promise.all([jobs.load(), proposals.load(null)]));
}

const root = document.getElementById("board");
if (root) void open(root);
