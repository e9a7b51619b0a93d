// Which colour is which body's, under the calendar.

import { colourOf } from "./colours.ts";
import { el } from "./dom.ts";
import type { Store } from "./store.ts";
import { bodyTitle } from "./titles.ts";
import { say } from "./words.ts";

const MOST = 40;

/** A list of the bodies with their colours, drawn anew when the board has others. */
export function legend(store: Store): HTMLElement {
  const list = el("ul", { class: "legend", "aria-label": say("legend") });
  const draw = (): void => {
    const { shape } = store;
    list.replaceChildren(
      ...shape.bodies.slice(0, MOST).map((body) => {
        const swatch = el("span", { class: "swatch", "aria-hidden": "true" });
        const { background, line } = colourOf(shape, body.id);
        Object.assign(swatch.style, { background, borderColor: line });
        return el("li", { dir: "auto" }, swatch, ` ${bodyTitle(shape, body.id)}`);
      }),
    );
    list.hidden = shape.bodies.length < 2;
  };
  store.listen((what) => what === "board" && draw());
  draw();
  return list;
}
