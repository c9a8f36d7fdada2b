import { keyName, Sequence } from "../shared/keys.ts";
import { showHelp } from "./keyboard-help.ts";
import { rowKey } from "./rows.ts";

/**
 * Shortcuts are declared by the screen: `data-key="n"`, `data-key="g d"`, `data-key="ctrl+enter"` on a
 * link, button or field. Pressing clicks it (or focuses a field). Keys are not taken while one types,
 * except with Ctrl or ⌘. In an open menu or dialog, only what is inside it answers.
 */
const sequence = new Sequence();

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=radio])"));

const scope = (): ParentNode =>
  document.querySelector("dialog:modal") ?? document.querySelector(".menu:popover-open") ?? document;

function find(names: string[]): HTMLElement | null {
  for (const name of names) {
    const all = scope().querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(name)}"]:not([disabled])`);
    const seen = Array.from(all).filter((one) => one.checkVisibility());
    if (seen.length) return seen.at(-1) ?? null;
  }
  return null;
}

function act(target: HTMLElement): void {
  if (target.matches("input:not([type=checkbox], [type=radio]), select, textarea")) target.focus();
  else target.click();
}

/** Ctrl+Enter sends the form one is in, when the screen declares nothing else. */
function submit(event: KeyboardEvent): boolean {
  const form = event.target instanceof HTMLElement ? event.target.closest("form") : null;
  form?.requestSubmit();
  return Boolean(form);
}

function handle(event: KeyboardEvent, name: string): boolean {
  const target = find(sequence.press(name, event.timeStamp));
  if (target) {
    sequence.reset();
    act(target);
    return true;
  }
  if (name === "?") return showHelp();
  if (name === "ctrl+enter") return submit(event);
  return rowKey(name, scope());
}

document.addEventListener("keydown", (event) => {
  const name = keyName(event);
  if (event.defaultPrevented || event.altKey || event.isComposing) return;
  if (typing(event.target) && !name.startsWith("ctrl+")) return;
  if (handle(event, name)) event.preventDefault();
});
