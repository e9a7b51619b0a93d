// Changes as they meet: answers that come late, changes of others, a server that is away for a moment.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import type { Step } from "../src/api.ts";
import { Refused } from "../src/api.ts";
import { Store } from "../src/store.ts";

interface Asked {
  method: string;
  path: string;
  headers: Record<string, string>;
}

const asked: Asked[] = [];
const answer = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status });
const step = (number: number): Step => ({ number, variant: "", at: "", who: "ana", kind: "move", note: "", cards: { "a/1": { before: [], after: [] } }, text: false, undoes: null, undone_by: null });
const board = (number: number): Record<string, unknown> => ({ number, cards: {}, locks: [], waiting: [], conflicts: [], costs: [] });
const moved = (number: number): Record<string, unknown> => ({ step: step(number), waiting: [], conflicts: [], costs: [] });
const real = globalThis.fetch;

function serve(...answers: (() => Response | Promise<Response>)[]): void {
  asked.length = 0;
  globalThis.fetch = (path, init) => {
    asked.push({ method: init?.method ?? "", path: String(path), headers: init?.headers as Record<string, string> });
    const given = answers.shift();
    return given ? Promise.resolve(given()) : Promise.reject(new Error("one request too many"));
  };
}

afterEach(() => {
  globalThis.fetch = real;
});

test("changes go one after the other, each on the number that the one before has made", async () => {
  serve(() => answer(board(3)), () => answer(moved(4)), () => answer(moved(5)));
  const store = new Store("week", "");
  await store.load();
  await Promise.all([store.move({}), store.move({})]);
  assert.deepEqual(asked.slice(1).map((each) => each.headers["If-Match"]), ['"3"', '"4"']);
  assert.equal(store.shape.number, 5);
});

test("one's own change that comes back as an event before its answer is no news", async () => {
  const store = new Store("week", "");
  serve(() => answer(board(3)), async () => {
    assert.equal(await store.heard(step(4)), false);
    return answer(moved(4));
  });
  await store.load();
  await store.move({});
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(asked.length, 2);
});

test("a change of somebody else is read", async () => {
  serve(() => answer(board(3)), () => answer(board(4)));
  const store = new Store("week", "");
  await store.load();
  assert.equal(await store.heard(step(4)), true);
  assert.equal(store.shape.number, 4);
});

test("on a clash the board is read anew, and the refusal goes on with how it stands", async () => {
  serve(() => answer(board(3)), () => answer({ detail: "clash", cards: { "a/1": [] } }, 409), () => answer(board(7)));
  const store = new Store("week", "");
  await store.load();
  await assert.rejects(store.move({}), (error) => error instanceof Refused && error.status === 409 && "cards" in error.problem);
  assert.equal(store.shape.number, 7);
});

test("a change that the server did not answer is sent again under the same key, and told", async () => {
  serve(() => answer(board(3)), () => Promise.reject(new TypeError("away")), () => answer(moved(4)));
  const store = new Store("week", "");
  let told = 0;
  store.silent = () => (told += 1);
  await store.load();
  await store.move({});
  assert.equal(told, 1);
  assert.equal(asked[1]?.headers["Idempotency-Key"], asked[2]?.headers["Idempotency-Key"]);
  assert.equal(store.shape.number, 4);
});
