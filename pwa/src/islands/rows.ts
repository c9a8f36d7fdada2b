/**
 * Rows of a list: `j`/`k` move along the `[data-row]` of the page, `Enter` or `o` opens `.rowlink`, `x` ticks,
 * `.` goes to the acts of the row, and any other key clicks what the row declares by `data-row-key` (`s` status, `e` archive…).
 */
const rows = (): HTMLElement[] =>
  Array.from(document.querySelectorAll<HTMLElement>("[data-row]")).filter((row) => row.checkVisibility());

const current = (): HTMLElement | null =>
  document.activeElement?.closest<HTMLElement>("[data-row]") ??
  document.querySelector("[data-row][data-current]");

function go(by: number): boolean {
  const all = rows();
  const now = current();
  const next = all[now ? Math.min(Math.max(all.indexOf(now) + by, 0), all.length - 1) : 0];
  if (!next) return false;
  now?.removeAttribute("data-current");
  next.dataset.current = "1";
  next.querySelector<HTMLElement>(".rowlink")?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
}

function click(selector: string): boolean {
  const target = current()?.querySelector<HTMLElement>(selector);
  target?.click();
  return Boolean(target);
}

function acts(): boolean {
  const first = current()?.querySelector<HTMLElement>(".act button, .act a");
  first?.focus();
  return Boolean(first);
}

/** True when the key meant something for the list. */
export function rowKey(name: string, scope: ParentNode): boolean {
  if (scope !== document) return false;
  if (name === "j") return go(1);
  if (name === "k") return go(-1);
  if (name === "x") return click("input[type=checkbox]");
  if (name === "o") return click(".rowlink");
  if (name === ".") return acts();
  if (name === "enter") {
    const free = !document.activeElement?.matches("a, button, summary, input");
    return free && click(".rowlink");
  }
  return click(`[data-row-key="${CSS.escape(name)}"]:not([disabled])`);
}
