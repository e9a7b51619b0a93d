// The planner's board, put together.

import { Refused } from "./api.ts";
import { Grid, type Hands } from "./calendar.ts";
import { Conflicts } from "./conflicts.ts";
import { listen } from "./live.ts";
import { Store } from "./store.ts";
import { Tray } from "./tray.ts";
import { loadWords, say } from "./words.ts";

async function open(root: HTMLElement): Promise<void> {
  const store = new Store(root.dataset["board"] ?? "", root.dataset["variant"] ?? "");
  await Promise.all([loadWords(document.documentElement.lang), store.load()]);
  const tools = element("div", "tools");
  const says = element("p", "says");
  says.setAttribute("role", "status");
  const grid = element("div", "grid");
  const side = element("aside", "side");
  const tray = element("section", "tray");
  const conflicts = element("section", "conflict-list");
  const heading = element("h2", "");
  heading.textContent = say("tray");
  side.append(heading, tray, conflicts);
  root.replaceChildren(tools, says, grid, side);
  const hands: Hands = {
    async make(change) {
      try {
        await change();
        says.textContent = "";
        return true;
      } catch (error) {
        says.textContent = error instanceof Refused && error.status ? say("refused", { why: error.message }) : say("lost");
        return false;
      }
    },
    chosen(segment) {
      root.dataset["chosen"] = segment ?? "";
    },
  };
  const calendar = new Grid(grid, store, hands);
  new Tray(tray, store, calendar, hands);
  new Conflicts(conflicts, store);
  for (const name of ["undo", "redo"] as const) tools.append(button(say(name), () => void hands.make(() => store[name]())));
  for (const columns of ["bodies", "rooms"] as const) {
    if (columns === "bodies" || store.shape.rooms.length) tools.append(button(say(`columns-${columns}`), () => calendar.show(columns)));
  }
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
    const key = event.key.toLowerCase();
    const name = key === "z" && !event.shiftKey ? "undo" : key === "y" || key === "z" ? "redo" : null;
    if (name) {
      event.preventDefault();
      void hands.make(() => store[name]());
    }
  });
  listen(store);
}

function element(name: string, className: string): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  return made;
}

function button(words: string, click: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", click);
  return made;
}

const root = document.getElementById("board");
if (root) void open(root);
