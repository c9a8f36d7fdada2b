import { matches } from "../shared/match.ts";
import { pace } from "../shared/pace.ts";
import { send } from "../shared/server.ts";
import { draw, type Found } from "./palette-list.ts";
import { recent, remember } from "./palette-recent.ts";

/**
 * `<command-palette data-src="/recherche" data-actions="palette-actions">` around a `<dialog>`.
 * Ctrl/⌘ K or `/` opens it, and so does any `[data-palette-open]` (a link to the search page without
 * script). Answers `{"results": [{kind, label, detail, href}]}`; a key asks at once, and ends the
 * question before it.
 */
class CommandPalette extends HTMLElement {
  #asked = 0;
  #results: Found[] = [];
  #ask = pace(() => void this.#fetch(), 40);
  #running = new AbortController();

  connectedCallback(): void {
    this.#input.addEventListener("input", () => this.#typed());
    this.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("click", (event) => this.#chosen(event));
    document.addEventListener("keydown", this.#shortcut);
    document.addEventListener("click", this.#opener);
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.#shortcut);
    document.removeEventListener("click", this.#opener);
  }

  get #dialog(): HTMLDialogElement {
    return this.querySelector("dialog") as HTMLDialogElement;
  }

  get #input(): HTMLInputElement {
    return this.querySelector("input") as HTMLInputElement;
  }

  #shortcut = (event: KeyboardEvent): void => {
    const slash =
      event.key === "/" && !(event.target as Element).closest("input, textarea, select, [contenteditable]");
    const combo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    if (!slash && !combo) return;
    event.preventDefault();
    this.open();
  };

  #opener = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!(event.target instanceof Element && event.target.closest("[data-palette-open]"))) return;
    event.preventDefault();
    this.open();
  };

  open(): void {
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#input.select();
    this.#typed();
  }

  #typed(): void {
    if (this.#input.value.trim()) this.#ask.ask();
    else this.#ask.cancel();
    this.#draw();
  }

  async #fetch(): Promise<void> {
    const question = this.#input.value.trim();
    const mine = ++this.#asked;
    const address = `${this.dataset.src ?? "/recherche"}?q=${encodeURIComponent(question)}`;
    this.#running.abort();
    this.#running = new AbortController();
    const { signal } = this.#running;
    const found = await send(address, { headers: { Accept: "application/json" }, signal })
      .then(async (answer) => (answer.ok ? ((await answer.json()) as { results: Found[] }) : null))
      .catch(() => null);
    if (mine !== this.#asked) return;
    if (!found) return this.#say("La recherche ne répond pas. Réessayez dans un instant.");
    this.#results = found.results;
    this.#draw();
  }

  #actions(question: string): Found[] {
    const tag = document.getElementById(this.dataset.actions ?? "palette-actions");
    const all = JSON.parse(tag?.textContent || "[]") as Omit<Found, "kind">[];
    return all.filter((one) => matches(one.label, question)).map((one) => ({ ...one, kind: "action" }));
  }

  #draw(): void {
    const question = this.#input.value.trim();
    if (!question) {
      this.#asked++;
      this.#results = recent();
    }
    draw(this, [...this.#results, ...this.#actions(question)], question);
  }

  #say(text: string): void {
    const status = this.querySelector("[data-count]");
    if (status) status.textContent = text;
  }

  #key(event: KeyboardEvent): void {
    const all = Array.from(this.querySelectorAll<HTMLElement>("[role=option]"));
    const now = all.findIndex((one) => one.ariaSelected === "true");
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined) this.#select(all, (now + move + all.length) % Math.max(all.length, 1));
    else if (event.key === "Enter") all[now]?.click();
    else return;
    event.preventDefault();
  }

  #select(all: HTMLElement[], rank: number): void {
    for (const [at, one] of all.entries()) one.ariaSelected = String(at === rank);
    const chosen = all[rank];
    if (!chosen) return;
    this.#input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  #chosen(event: MouseEvent): void {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[role=option]");
    const found = this.#results.find((one) => one.href === link?.getAttribute("href"));
    if (found) remember(found);
    if (link) this.#dialog.close();
  }
}

customElements.define("command-palette", CommandPalette);
