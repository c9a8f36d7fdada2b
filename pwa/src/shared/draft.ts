export type Value = string | string[];
/** What is typed and not yet known to be on the server, by field name. */
export type Kept = { version: string; submitted: boolean; values: Record<string, Value> };

const EMPTY: Kept = { version: "", submitted: false, values: {} };

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
