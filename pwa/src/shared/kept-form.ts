import type { Value } from "./draft.ts";

/** What was typed in a form and not yet saved. `version` is what the page was based on; `at`, in milliseconds. */
export type Typed = { values: Record<string, Value>; version: string; at: number };

const LEAD = "typed:";
const LONGEST = 7 * 24 * 3600 * 1000;

/** Names that say that a field holds a secret or a means of payment: it never stays on this device. */
const SECRET =
  /(^|[_-])(password|secret|token|iban|bic|rib|card|cvc|cvv|pan|pin|otp|csrf|api[_-]?key|private[_-]?key)([_-]|$)/i;
const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/i;

/** Digits with the check digit of payment cards; from 15 digits, so that a SIRET is not taken for one. */
function isCard(digits: string): boolean {
  if (!/^\d{15,19}$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, rank) => {
    const twice = Number(digit) * (1 + (rank % 2));
    return total + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return sum % 10 === 0;
}

/** True of what may not be kept, by the field's name, its `autocomplete`, or what is typed in it. */
export function secret(name: string, autocomplete: string, value: Value): boolean {
  if (SECRET.test(name) || /^(cc-|one-time-code|.*-password$)/.test(autocomplete)) return true;
  return [value].flat().some((one) => {
    const bare = one.replace(/[\s.\u00a0\u202f-]/g, "");
    return IBAN.test(bare) || isCard(bare);
  });
}

/** What this browser keeps of a form; unreadable or older than a week, it counts as nothing. */
export function readTyped(storage: Storage, key: string, now: number): Typed | undefined {
  try {
    const typed = JSON.parse(storage.getItem(LEAD + key) ?? "null") as Typed | null;
    if (typed && typeof typed.values === "object" && now - typed.at < LONGEST) return typed;
  } catch {
    // falls through: what cannot be read is thrown away
  }
  storage.removeItem(LEAD + key);
  return undefined;
}

/** Keeps, or forgets when nothing is left; a full storage loses nothing on screen. */
export function writeTyped(storage: Storage, key: string, typed: Typed): void {
  try {
    if (Object.keys(typed.values).length > 0) storage.setItem(LEAD + key, JSON.stringify(typed));
    else storage.removeItem(LEAD + key);
  } catch {
    storage.removeItem(LEAD + key);
  }
}

export const forgetTyped = (storage: Storage, key: string): void => storage.removeItem(LEAD + key);

/** Forgets every form of this device: the person leaves. */
export function forgetAll(storage: Storage): void {
  const keys = Array.from({ length: storage.length }, (_, rank) => storage.key(rank) ?? "");
  for (const key of keys) if (key.startsWith(LEAD)) storage.removeItem(key);
}
