// What others do, as they do it.

import type { Step } from "./api.ts";
import type { Store } from "./store.ts";

export function listen(store: Store): EventSource {
  const source = new EventSource(`/api/v1${store.path}/events`);
  source.addEventListener("change", (event) => void store.heard(JSON.parse((event as MessageEvent<string>).data) as Step));
  return source;
}
