const NAMED: Record<string, string> = { Enter: "enter", Escape: "escape", " ": "space", "€": "€" };
const SPOKEN: Record<string, string> = {
  enter: "Entrée",
  escape: "Échap",
  ctrl: "Ctrl",
  shift: "Maj",
  space: "Espace",
};

type Pressed = { key: string; ctrlKey?: boolean; metaKey?: boolean; altKey?: boolean };

/** The name of a key press as written in `data-key`: `n`, `?`, `ctrl+enter`. ⌘ counts as Ctrl. */
export function keyName(event: Pressed): string {
  const key =
    NAMED[event.key] ?? (event.key.length === 1 ? event.key.toLowerCase() : event.key.toLowerCase());
  return event.ctrlKey || event.metaKey ? `ctrl+${key}` : key;
}

/** The caps to draw for a shortcut: `g d` → G puis D, `ctrl+enter` → Ctrl Entrée. */
export const keyCaps = (shortcut: string): string[][] =>
  shortcut.split(" ").map((chord) => chord.split("+").map((key) => SPOKEN[key] ?? key.toUpperCase()));

/** Follows sequences of two keys (`g d`) pressed within one second. */
export class Sequence {
  #first = "";
  #at = 0;

  /** The shortcuts that this press may mean, the longest first. */
  press(key: string, now: number): string[] {
    const pair = now - this.#at < 1000 && this.#first ? [`${this.#first} ${key}`] : [];
    this.#first = key;
    this.#at = now;
    return [...pair, key];
  }

  reset(): void {
    this.#first = "";
  }
}
