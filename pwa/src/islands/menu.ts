import htmx from "htmx.org";
import { send } from "../shared/server.ts";

/**
 * Menus are `popover` elements opened by `popovertarget`: they work without this file.
 * Here: place (no need for CSS anchors), arrow keys, and content fetched when first needed
 * (`data-menu-src` on the button: one menu serves a whole list).
 */
let opener: HTMLElement | null = null;

const gap = 4;

function place(menu: HTMLElement): void {
  if (!opener?.isConnected) return;
  const at = opener.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const toLeft = at.left + size.width > innerWidth - gap;
  const above = at.bottom + gap + size.height > innerHeight && at.top - gap - size.height > 0;
  Object.assign(menu.style, {
    positionArea: "none",
    positionTryFallbacks: "none",
    position: "fixed",
    inset: "auto",
    margin: "0",
  });
  menu.style.left = `${Math.max(gap, toLeft ? at.right - size.width : at.left)}px`;
  menu.style.top = `${above ? at.top - gap - size.height : at.bottom + gap}px`;
}

async function fill(menu: HTMLElement, source: string): Promise<void> {
  menu.setAttribute("aria-busy", "true");
  const answer = await send(source, { headers: { "HX-Request": "true", Accept: "text/html" } });
  menu.removeAttribute("aria-busy");
  if (!answer.ok || opener?.dataset.menuSrc !== source) return;
  menu.innerHTML = await answer.text();
  htmx.process(menu);
  place(menu);
  items(menu)[0]?.focus();
}

const items = (menu: HTMLElement): HTMLElement[] =>
  Array.from(menu.querySelectorAll<HTMLElement>(".menu__item:not([disabled])"));

function step(menu: HTMLElement, key: string): void {
  const all = items(menu);
  const now = all.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: now + 1, ArrowUp: now < 0 ? -1 : now - 1, Home: 0, End: -1 }[key] ?? 0;
  all.at(next % Math.max(all.length, 1))?.focus();
}

function opened(event: Event): void {
  const menu = event.target;
  if (!(menu instanceof HTMLElement) || !menu.matches(".menu[popover]")) return;
  const open = (event as ToggleEvent).newState === "open";
  opener?.setAttribute("aria-expanded", String(open));
  if (!open) return;
  place(menu);
  if (opener?.dataset.menuSrc) void fill(menu, opener.dataset.menuSrc);
}

function keys(event: KeyboardEvent): void {
  const menu = document.querySelector<HTMLElement>(".menu:popover-open");
  if (!menu || !["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) return;
  event.preventDefault();
  step(menu, event.key);
}

function remember(event: Event): void {
  const button = event.target instanceof Element && event.target.closest<HTMLElement>("[popovertarget]");
  if (button) opener = button;
}

const replace = (): void => {
  const menu = document.querySelector<HTMLElement>(".menu:popover-open");
  if (menu) place(menu);
};

document.addEventListener("click", remember, true);
document.addEventListener("toggle", opened, true);
document.addEventListener("keydown", keys);
addEventListener("resize", replace);
addEventListener("scroll", replace, { capture: true, passive: true });
