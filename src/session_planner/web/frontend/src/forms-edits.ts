// What has been filled in, as edits of the scenario's text: as few and as small as can be, so that comments stay.

import type { Edit, Path } from "./draft.ts";

export type Plain = Record<string, unknown>;

/** A copy to be changed, which knows of each object in it what it is a copy of. */
export class Copy {
  readonly data: unknown;
  private readonly origins = new WeakMap<object, object>();
  private readonly before: unknown;

  constructor(before: unknown) {
    this.before = before;
    this.data = this.copied(before);
  }

  /** The edits that lead from what was copied to what it is now. */
  edits(): Edit[] {
    return this.changed(this.before, this.data, []);
  }

  private copied(value: unknown): unknown {
    if (Array.isArray(value)) return this.known(value.map((each) => this.copied(each)), value);
    if (!isPlain(value)) return value;
    return this.known(Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.copied(each)])), value);
  }

  private known<T extends object>(copy: T, origin: object): T {
    this.origins.set(copy, origin);
    return copy;
  }

  private changed(before: unknown, after: unknown, path: Path): Edit[] {
    if (Array.isArray(before) && Array.isArray(after) && before.length && after.length) return this.list(before, after, path);
    if (isPlain(before) && isPlain(after) && this.origins.get(after) === before) return this.mapping(before, after, path);
    return same(before, after) ? [] : [{ action: "set", path, value: after }];
  }

  private mapping(before: Plain, after: Plain, path: Path): Edit[] {
    const gone = Object.keys(before).filter((key) => after[key] === undefined);
    const here = Object.keys(after).filter((key) => after[key] !== undefined);
    return [
      ...here.flatMap((key): Edit[] => (key in before ? this.changed(before[key], after[key], [...path, key]) : [{ action: "set", path: [...path, key], value: after[key] }])),
      ...gone.map((key): Edit => ({ action: "remove", path: [...path, key] })),
    ];
  }

  /** Entries are changed where they stand, then new ones come to the end, old ones go, and all are put in order. */
  private list(before: unknown[], after: unknown[], path: Path): Edit[] {
    const places = this.places(before, after);
    const kept = after.flatMap((each, at): Edit[] => (places[at] === null ? [] : this.changed(before[places[at] as number], each, [...path, places[at] as number])));
    const added = after.filter((_, at) => places[at] === null).map((value): Edit => ({ action: "add", path, value }));
    const gone = before.map((_, at) => at).filter((at) => !places.includes(at)).reverse();
    const removed = gone.map((at): Edit => ({ action: "remove", path: [...path, at] }));
    let fresh = before.length;
    const wanted = places.map((place) => place ?? fresh++);
    const stands = [...Array(fresh).keys()].filter((at) => !gone.includes(at));
    const moved = wanted.flatMap((one, at): Edit[] => {
      const from = stands.indexOf(one);
      if (from === at) return [];
      stands.splice(at, 0, ...stands.splice(from, 1));
      return [{ action: "move", path: [...path, from], value: at }];
    });
    return [...kept, ...added, ...removed, ...moved];
  }

  /** Where each entry stood; null for a new one. What is only a value stood where the same value is, or where nothing else came from. */
  private places(before: unknown[], after: unknown[]): (number | null)[] {
    const left = new Set(before.keys());
    const take = (at: number): number | null => (at >= 0 && left.delete(at) ? at : null);
    const found = after.map((each) => {
      const origin = typeof each === "object" && each !== null ? this.origins.get(each) : undefined;
      return take(before.findIndex((one, at) => left.has(at) && (origin ? one === origin : same(one, each))));
    });
    return found.map((place, at) => place ?? (before.length === after.length && left.has(at) ? take(at) : null));
  }
}

export function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `bodies[0].agenda[2].duration`, as mistakes name a place. */
export function pathText(path: Path): string {
  return path.reduce<string>((said, part) => (typeof part === "number" ? `${said}[${part}]` : said ? `${said}.${part}` : part), "");
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
