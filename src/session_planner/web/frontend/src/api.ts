// The REST API as the board uses it: shapes, and one function that asks.

export type Text = Record<string, string>;

export interface Segment {
  id: string;
  body: string;
  bodies: string[];
  item: string | null;
  part: number;
  parts: number;
  joint: string | null;
  sitting: string | null;
  start: string;
  end: string;
  room: string | null;
}

export interface Conflict {
  rule: string;
  severity: "error" | "warning";
  segments: string[];
  who: string[];
  when: string | null;
  message: string;
  source: string | null;
  amount: number;
}

export interface Cost {
  rule: string;
  weight: number;
  cost: number;
  tier: string;
}

/** What a change of any card can change. */
export interface Standing {
  waiting: { card: string; minutes: number }[];
  conflicts: Conflict[];
  costs: Cost[];
}

export interface Item {
  ref: string;
  body: string;
  number: string;
  minutes: number;
  title: Text;
  joint: string | null;
  splittable: boolean;
}

export interface BoardShape extends Standing {
  number: number;
  id: string;
  title: Text;
  timezone: string;
  languages: string[];
  grain: number;
  days: string[];
  variants: { id: string; title: Text }[];
  rooms: { id: string; title: Text; capacity: number | null }[];
  bodies: { id: string; title: Text; sittings: { key: string; start: string; end: string; last: string }[] }[];
  items: Item[];
  joint_sessions: { id: string; title: Text; bodies: string[]; minutes: number; source: string | null }[];
  locks: { id: string; item: string }[];
  cards: Record<string, Segment[]>;
}

export interface Step {
  number: number;
  variant: string;
  at: string;
  who: string;
  kind: string;
  note: string;
  cards: Record<string, { before: Segment[]; after: Segment[] }>;
  text: boolean;
  undoes: number | null;
  undone_by: number | null;
}

export interface Answer extends Standing {
  step: Step;
}

export interface Place {
  start: string;
  room: string | null;
  shade: "free" | "warned" | "forbidden";
  cost: number;
  conflicts: Conflict[];
}

export interface Difference {
  card: string;
  now: Segment[];
  then: Segment[];
}

export interface Proposal {
  id: string;
  variant: string;
  title: string;
  job: string | null;
  base: number;
  made: string;
}

export interface Job {
  id: string;
  variant: string;
  kind: string;
  who: string;
  state: string;
  asked: Record<string, unknown>;
  progress: { tier?: string; number?: number; tiers?: number; best?: number | null; bound?: number; gap?: number | null; seconds?: number } | null;
  result: Record<string, unknown> | null;
  made: string;
  ended: string | null;
}

export type Move =
  | { move: "place"; card: string; start: string; room?: string | null; minutes?: number }
  | { move: "move"; segment: string; start: string; room?: string | null }
  | { move: "stretch"; segment: string; start: string; end: string }
  | { move: "split"; segment: string; at: string }
  | { move: "drop"; segment: string }
  | { move: "join" | "lock" | "unlock"; card: string; room?: boolean };

/** A refusal of the server: `status` 0 where it did not answer at all. */
export class Refused extends Error {
  readonly status: number;
  readonly problem: Record<string, unknown>;

  constructor(status: number, message: string, problem: Record<string, unknown> = {}) {
    super(message);
    this.status = status;
    this.problem = problem;
  }
}

const BASE = "/api/v1";

/** Where the API has something, told in the language of the page. */
export function address(path: string): string {
  const lang = typeof document === "undefined" ? "" : document.documentElement.lang;
  return BASE + path + (lang && !/[?&]lang=/.test(path) ? `${path.includes("?") ? "&" : "?"}lang=${lang}` : "");
}

/** Asks the API and gives the answer's JSON; throws `Refused`. */
export async function ask<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}, signal: AbortSignal | null = null): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(address(path), {
      method,
      headers: { Accept: "application/json", ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...csrf(), ...headers },
      body: body === undefined ? null : JSON.stringify(body),
      credentials: "same-origin",
      signal,
    });
  } catch (error) {
    throw new Refused(0, String(error));
  }
  if (answer.status === 204) return undefined as T;
  const found: unknown = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    const problem = found as Record<string, unknown>;
    throw new Refused(answer.status, String(problem["detail"] ?? answer.statusText), problem);
  }
  return found as T;
}

/** The lines of an answer as they come in, each read as JSON; throws where the signal ends it. */
export async function* lines<T>(path: string, signal: AbortSignal): AsyncGenerator<T> {
  const answer = await fetch(address(path), { credentials: "same-origin", signal });
  if (!answer.ok || !answer.body) throw new Refused(answer.status, answer.statusText);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const whole = (rest + value).split("\n");
    rest = whole.pop() ?? "";
    for (const line of whole) yield JSON.parse(line) as T;
  }
}

function csrf(): Record<string, string> {
  const token = typeof document === "undefined" ? null : document.querySelector<HTMLMetaElement>('meta[name="csrf"]')?.content;
  return token ? { "X-CSRF-Token": token } : {};
}
