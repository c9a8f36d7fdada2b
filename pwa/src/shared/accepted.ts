import type { Value } from "./draft.ts";

/** What the server has taken of a field, with the version that it gave, and when this page heard of it. */
export type Taken = { value: Value; version: string; at: number };

/**
 * The last value of each field that the server took. A block asked for before that moment may have been rendered
 * without it: `since` gives what such a block has to show all the same.
 */
export class Accepted {
  #taken = new Map<string, Taken>();

  note(values: Record<string, Value>, version: string, at: number): void {
    for (const [name, value] of Object.entries(values)) this.#taken.set(name, { value, version, at });
  }

  /** Whether this is what the server took last: saying it again is no news. */
  holds(name: string, value: Value): boolean {
    return JSON.stringify(this.#taken.get(name)?.value) === JSON.stringify(value);
  }

  since(moment: number): [string, Taken][] {
    return [...this.#taken].filter(([, taken]) => taken.at >= moment);
  }
}
