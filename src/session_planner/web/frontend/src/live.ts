// What others do, as they do it, and what becomes of jobs.

import { address, type Step } from "./api.ts";
import type { Hands } from "./hands.ts";
import { stepWords } from "./history.ts";
import type { Store } from "./store.ts";
import { cardTitle } from "./titles.ts";
import { say } from "./words.ts";

/** Listens for as long as the page is open; the browser takes up again where it was cut off. */
export function listen(store: Store, hands: Hands, jobs: () => void): EventSource {
  const source = new EventSource(address(`${store.path}/events`));
  source.addEventListener("change", (event) => {
    const step = JSON.parse((event as MessageEvent<string>).data) as Step;
    void store.heard(step).then((news) => news && step.variant === store.variant && hands.say(say("others", { who: step.who, what: stepWords(store, step) })));
  });
  source.addEventListener("job", jobs);
  source.addEventListener("file", (event) => {
    const { mistakes } = JSON.parse((event as MessageEvent<string>).data) as { mistakes: { line: number; message: string }[] };
    const [first] = mistakes;
    hands.warn(first ? say("file-broken", { line: first.line, why: first.message }) : "");
  });
  source.addEventListener("stand", (event) => {
    const { who, joint, stand, note } = JSON.parse((event as MessageEvent<string>).data) as Record<"who" | "joint" | "stand" | "note", string>;
    hands.say([say("others", { who, what: `${cardTitle(store.shape, `joint:${joint}`)}: ${say(`stand-${stand}`)}` }), note].filter(Boolean).join(" · "));
  });
  return source;
}
