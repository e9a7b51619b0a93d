import assert from "node:assert/strict";
import { test } from "node:test";

import { Refused } from "../src/api.ts";
import { Draft, type Edit } from "../src/draft.ts";
import { Copy, pathText } from "../src/forms-edits.ts";
import { anyText, anyValue, calledBy, namesFor, rewritten, wayOf, type Fields, type Shape } from "../src/forms-shapes.ts";
import { nativeType } from "../src/forms-values.ts";
import type { Store } from "../src/store.ts";
import { around, rows } from "../src/yaml-lines.ts";

type Data = { rooms: ({ id: string; size?: number } | undefined)[]; title?: unknown; langs?: string[] };

/** Edits as the server makes them, one after the other. */
function made(data: unknown, edits: Edit[]): unknown {
  const whole = { whole: structuredClone(data) } as Record<string, unknown>;
  for (const edit of edits) {
    const path = ["whole", ...edit.path];
    const last = path.at(-1) as string;
    const owner = path.slice(0, -1).reduce<unknown>((here, part) => (here as Record<string, unknown>)[part], whole) as Record<string, unknown>;
    if (edit.action === "remove") Array.isArray(owner) ? owner.splice(Number(last), 1) : delete owner[last];
    else if (edit.action === "add") (owner[last] as unknown[]).push(edit.value);
    else if (edit.action === "move") (owner as unknown as unknown[]).splice(edit.value as number, 0, ...(owner as unknown as unknown[]).splice(Number(last), 1));
    else owner[last] = edit.value;
  }
  return whole["whole"];
}

const before = (): Data => ({ rooms: [{ id: "a" }, { id: "b", size: 2 }, { id: "c" }], title: "x", langs: ["en", "fr", "es"] });

test("nothing filled in is no edit", () => {
  assert.deepEqual(new Copy(before()).edits(), []);
});

test("one value is one edit, where it stands", () => {
  const copy = new Copy(before());
  ((copy.data as Data).rooms[1] as { size: number }).size = 3;
  delete (copy.data as Data).title;
  assert.deepEqual(copy.edits(), [{ action: "set", path: ["rooms", 1, "size"], value: 3 }, { action: "remove", path: ["title"] }]);
});

test("an entry moved is moved, and not written anew", () => {
  const copy = new Copy(before());
  const { rooms } = copy.data as Data;
  rooms.unshift(rooms.pop());
  assert.deepEqual(copy.edits(), [{ action: "move", path: ["rooms", 2], value: 0 }]);
});

test("a language taken away is taken away, one put in is put in its place", () => {
  const copy = new Copy(before());
  (copy.data as Data).langs = ["fr", "ar", "es"];
  assert.deepEqual(made(before(), copy.edits()), copy.data);
  (copy.data as Data).langs = ["en", "fr"];
  assert.deepEqual(copy.edits(), [{ action: "remove", path: ["langs", 2] }]);
});

test("whatever is filled in, the edits lead there", () => {
  let seed = 7;
  const chance = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
  for (let round = 0; round < 400; round += 1) {
    const copy = new Copy(before());
    const data = copy.data as Data;
    for (let step = 0; step < 1 + chance(6); step += 1) {
      const at = chance(Math.max(1, data.rooms.length));
      const act = chance(6);
      if (act === 0) data.rooms = [...data.rooms, { id: `n${step}` }];
      else if (act === 1 && data.rooms.length > 1) data.rooms = data.rooms.filter((_, other) => other !== at);
      else if (act === 2) data.rooms.splice(chance(data.rooms.length), 0, ...data.rooms.splice(at, 1));
      else if (act === 3) (data.rooms[at] as { size: number }).size = chance(9);
      else if (act === 4) data.langs = [...(data.langs ?? []), "zh"].slice(chance(3));
      else data.rooms = data.rooms.map((one, other) => (other === at ? { id: "other" } : one));
    }
    assert.deepEqual(made(before(), copy.edits()), JSON.parse(JSON.stringify(copy.data)), JSON.stringify(copy.edits()));
  }
});

test("a path is written as mistakes name it", () => {
  assert.equal(pathText(["bodies", 0, "agenda", 2, "duration"]), "bodies[0].agenda[2].duration");
});

const FIELDS: Fields = { top: [], parts: { Absence: [{ name: "id", label: "", kind: "name" }, { name: "when", label: "", kind: "window", required: true }] }, called_by: ["title", "when"] };
const SPAN: Shape = { kind: "part", fields: [{ name: "start", label: "", kind: "text" }, { name: "end", label: "", kind: "text" }] };
const WAYS: Shape[] = [{ kind: "window" }, SPAN, { kind: "part", of: "Absence" }];

test("a value is shown the way that it is written, and rewritten another", () => {
  assert.equal(wayOf(FIELDS, WAYS, undefined), WAYS[0]);
  assert.equal(wayOf(FIELDS, WAYS, { start: "2012-10-17" }), SPAN);
  assert.equal(wayOf(FIELDS, WAYS, { when: "2012-10-17", id: "x" }), WAYS[2]);
  const [simple, , full] = WAYS as [Shape, Shape, Shape];
  assert.deepEqual(rewritten(FIELDS, simple, full, "2012-10-17", "en"), { when: "2012-10-17" });
  assert.equal(rewritten(FIELDS, full, simple, { when: "2012-10-17", id: "x" }, "en"), "2012-10-17");
  assert.deepEqual(rewritten(FIELDS, simple, { kind: "map" }, "2012-10-17", "fr"), { fr: "2012-10-17" });
});

test("an entry goes by its number and title, or by what it has", () => {
  const told = (text: Record<string, string>): string => text["en"] ?? "";
  assert.equal(calledBy(FIELDS, { number: "1(a)", title: { en: "Opening" } }, told), "1(a) · Opening");
  assert.equal(calledBy(FIELDS, { when: "2012-10-17" }, told), "2012-10-17");
  assert.equal(calledBy(FIELDS, {}, told), "");
});

test("names are those of the draft, however new", () => {
  const data = { rooms: [{ id: "hall", title: "Hall" }], joint_sessions: [{ id: "j" }] };
  assert.deepEqual(namesFor(["room"], data, []).map((each) => each.id), ["hall"]);
  assert.deepEqual(namesFor(["item", "joint"], data, [{ ref: "a/1", title: {} }]).map((each) => each.id), ["a/1", "joint:j"]);
});

test("whatever YAML holds is read back as it is shown", () => {
  for (const value of ["text", 5, true, ["a", 1], { a: null }]) assert.deepEqual(anyValue(anyText(value)), value);
});

test("a moment that no native field can show is a line of text", () => {
  assert.equal(nativeType({ kind: "moment" }, "2012-10-17T10:00"), "datetime-local");
  assert.equal(nativeType({ kind: "moment" }, "2012-10-17T10:00+02:00"), "text");
  assert.equal(nativeType({ kind: "date" }, "soon"), "text");
});

test("two texts side by side: what is common stands in one row", () => {
  assert.deepEqual(rows("a\nb\nc\nd", "a\nx\nc\ny\nd"), [
    { left: "a", right: "a" },
    { left: "b", right: "x" },
    { left: "c", right: "c" },
    { left: null, right: "y" },
    { left: "d", right: "d" },
  ]);
});

test("of long texts only what differs is shown, with what is around it", () => {
  const same = Array.from({ length: 40 }, (_, at) => `${at}`);
  const shown = around(rows(same.join("\n"), [...same.slice(0, 20), "new", ...same.slice(20)].join("\n")), 1);
  assert.deepEqual(shown.map((row) => row && row.right), [null, "19", "new", "20", null]);
});

// -- the draft -------------------------------------------------------------------------------------------------------

/** A server that keeps a text, and a browser with a draft of it. */
function drafting(): { draft: Draft; server: { text: string; number: number; slow: number; asked: string[] }; store: { text: (number: number) => void } } {
  const server = { text: "a: 1\n", number: 1, slow: 0, asked: [] as string[] };
  Object.assign(globalThis, { window: { setTimeout, addEventListener: () => undefined } });
  globalThis.fetch = (async (_address: string, asked: { body: string }) => {
    const { text, edits } = JSON.parse(asked.body) as { text?: string; edits?: { value: string }[] };
    const made = (text ?? server.text) + (edits ?? []).map((each) => each.value).join("");
    const answer = { number: server.number, text: made, data: { made }, valid: true, mistakes: [], contradictions: [], refs: [] };
    await new Promise((done) => setTimeout(done, server.slow));
    return { status: 200, ok: true, json: async () => answer };
  }) as unknown as typeof fetch;
  const store = {
    path: "/boards/b",
    query: "",
    text: (_number: number): void => undefined,
    async change(_path: string, move: { move: string; text?: string; edits?: { value: string }[] }, base: number): Promise<void> {
      server.asked.push(move.move);
      if (base < server.number) throw new Refused(409, "clash");
      server.text = move.text ?? server.text + (move.edits ?? []).map((each) => each.value).join("");
      server.number += 1;
      store.text(server.number);
    },
  };
  return { draft: new Draft(store as unknown as Store), server, store };
}

const edit = (value: string): Edit => ({ action: "set", path: ["a"], value });

test("forms are saved by edits, what is written by hand as a whole", async () => {
  const { draft, server } = drafting();
  await draft.open();
  draft.formed([edit("b: 2\n")]);
  assert.equal(await draft.save(), true);
  draft.typed("c: 3\n");
  draft.formed([edit("d: 4\n")]);
  assert.equal(await draft.save(), true);
  assert.deepEqual([server.asked, server.text, draft.dirty], [["edit", "rewrite"], "c: 3\nd: 4\n", false]);
});

test("what another has saved is shown beside one's own, and edits are made in it", async () => {
  const { draft, server, store } = drafting();
  await draft.open();
  draft.formed([edit("mine\n")]);
  Object.assign(server, { text: "theirs\n", number: 2 });
  store.text(2);
  await new Promise((done) => setTimeout(done, 20));
  assert.equal(draft.theirs?.text, "theirs\n");
  assert.equal(await draft.over(), true);
  assert.equal(server.text, "theirs\nmine\n");
});

test("a save over what another has saved and nobody here has seen is refused", async () => {
  const { draft, server } = drafting();
  await draft.open();
  draft.typed("mine\n");
  Object.assign(server, { text: "theirs\n", number: 2 });
  assert.equal(await draft.save(), false);
  assert.deepEqual([server.text, draft.theirs?.text, draft.text], ["theirs\n", "theirs\n", "mine\n"]);
});

test("what is written while the server still reads is not taken back", async () => {
  const { draft, server } = drafting();
  await draft.open();
  server.slow = 60;
  draft.typed("ab");
  const opening = draft.open();
  await new Promise((done) => setTimeout(done, 20));
  draft.typed("abc");
  await opening;
  assert.equal(draft.text, "abc");
});

test("nothing written here: what another saves is taken at once", async () => {
  const { draft, server, store } = drafting();
  await draft.open();
  Object.assign(server, { text: "theirs\n", number: 2 });
  store.text(2);
  await new Promise((done) => setTimeout(done, 20));
  assert.deepEqual([draft.text, draft.theirs, draft.dirty], ["theirs\n", null, false]);
});
