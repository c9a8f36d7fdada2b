export type Value = string | string[];
/** What the page had shown (`loaded`) and which page it was (`page`) when a field was typed. */
export type Base = { loaded?: string | undefined; page?: string | undefined };
/** What is typed and not yet known to be on the server, by field name, each with what it was based on. */
export type Kept = {
  version: string;
  submitted: boolean;
  values: Record<string, Value>;
  bases: Record<string, Base>;
};
/** What one request sends: values that were typed on the same base. */
export type Batch = { values: Record<string, Value>; base: Base };

const EMPTY: Kept = { version: "", submitted: false, values: {}, bases: {} };

/** What this browser keeps for a draft; an unreadable entry counts as none. */
export function read(storage: Storage, key: string): Kept {
  try {
    return { ...EMPTY, ...(JSON.parse(storage.getItem(`draft:${key}`) ?? "{}") as Partial<Kept>) };
  } catch {
    return { ...EMPTY };
  }
}

/** Keeps, or forgets when nothing is left to keep. A full storage loses nothing on screen. */
export function write(storage: Storage, key: string, kept: Kept): void {
  try {
    if (Object.keys(kept.values).length === 0) storage.removeItem(`draft:${key}`);
    else storage.setItem(`draft:${key}`, JSON.stringify(kept));
  } catch {
    storage.removeItem(`draft:${key}`);
  }
}

/** True when the form was sent and the server moved on since: what is kept is old news. */
export const outdated = (kept: Kept, version: string): boolean => kept.submitted && kept.version !== version;

/** What stays unsent: fields typed again while the request was under way. */
export function unsent(now: Record<string, Value>, sent: Record<string, Value>): Record<string, Value> {
  const same = (name: string): boolean => JSON.stringify(now[name]) === JSON.stringify(sent[name]);
  return Object.fromEntries(Object.entries(now).filter(([name]) => !same(name)));
}

/** The oldest values that share a base, without those that wait for a person's choice (`held`). */
export function batch(kept: Kept, held: ReadonlySet<string> = new Set()): Batch {
  const names = Object.keys(kept.values).filter((name) => !held.has(name));
  const base = kept.bases[names[0] ?? ""] ?? {};
  const same = (name: string): boolean => JSON.stringify(kept.bases[name] ?? {}) === JSON.stringify(base);
  return {
    values: Object.fromEntries(names.filter(same).map((name) => [name, kept.values[name] ?? ""])),
    base,
  };
}

/**
 * What is sent: the form, but each value as it was when the person changed it: a block swapped since may show
 * another. `loaded` and `was` say what those values were based on, so that a colleague's later change is seen.
 */
export function bodyOf(form: FormData, sent: Batch, version: string): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of form)
    if (typeof value === "string" && !(name in sent.values)) body.append(name, value);
  for (const [name, value] of Object.entries(sent.values))
    for (const one of [value].flat()) body.append(name, one);
  if (sent.base.loaded !== undefined) body.set("loaded", sent.base.loaded);
  if (sent.base.page !== undefined) body.set("was", sent.base.page);
  body.set("version", version);
  body.set("changed", Object.keys(sent.values).join(","));
  return body;
}
