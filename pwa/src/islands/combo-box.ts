import { debounce } from "../shared/debounce.ts";
import { send } from "../shared/server.ts";
import { options, type Suggestion } from "./combo-options.ts";

/**
 * `<combo-box data-src="/contacts/suggestions" data-min="2">` around `input[role=combobox]`, an optional
 * `input[type=hidden]` (the chosen id) and `ul[role=listbox]`. The server answers JSON
 * `{"results": [{value, label, detail, icon, fill}]}` or an HTML fragment of `li[role=option]`.
 * Free text stays as typed; choosing writes the id, fills the fields named in `fill`, and sends
 * the event `combo:choose`.
 */
class ComboBox extends HTMLElement {
  #asked = 0;
  #ask = debounce(() => void this.#fetch(), 120);

  connectedCallback(): void {
    this.#input.addEventListener("input", () => this.#typed());
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    this.#input.addEventListener("blur", () => this.#close());
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => this.#clicked(event));
  }

  get #input(): HTMLInputElement {
    return this.querySelector("[role=combobox]") as HTMLInputElement;
  }

  get #list(): HTMLElement {
    return this.querySelector("[role=listbox]") as HTMLElement;
  }

  get #all(): HTMLElement[] {
    return Array.from(this.#list.querySelectorAll<HTMLElement>("[role=option]"));
  }

  #typed(): void {
    this.#pick("");
    if (this.#input.value.trim().length >= Number(this.dataset.min ?? 2)) this.#ask.later();
    else this.#close();
  }

  async #fetch(): Promise<void> {
    const mine = ++this.#asked;
    const typed = this.#input.value.trim();
    const url = new URL(this.dataset.src ?? "", location.href);
    url.searchParams.set("q", typed);
    const answer = await send(url.href, { headers: { Accept: "application/json, text/html" } }).catch(
      () => null,
    );
    if (!answer?.ok || mine !== this.#asked) return;
    await this.#fill(answer, typed);
    if (mine === this.#asked) this.#open();
  }

  async #fill(answer: Response, typed: string): Promise<void> {
    const isJson = answer.headers.get("Content-Type")?.includes("json");
    if (!isJson) this.#list.innerHTML = await answer.text();
    else {
      const { results } = (await answer.json()) as { results: Suggestion[] };
      this.#list.replaceChildren(...options(results, typed));
    }
    for (const [rank, one] of this.#all.entries()) one.id = `${this.#list.id}-${rank}`;
  }

  #open(): void {
    const any = this.#all.length > 0 && document.activeElement === this.#input;
    this.#list.hidden = !any;
    this.#input.ariaExpanded = String(any);
    this.#input.removeAttribute("aria-activedescendant");
  }

  #close(): void {
    this.#asked++;
    this.#ask.cancel();
    this.#list.hidden = true;
    this.#input.ariaExpanded = "false";
    this.#input.removeAttribute("aria-activedescendant");
  }

  #key(event: KeyboardEvent): void {
    if (this.#list.hidden) {
      if (event.key === "ArrowDown") void this.#fetch();
      return;
    }
    const now = this.#all.findIndex((one) => one.ariaSelected === "true");
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined) this.#select(now < 0 && move < 0 ? -1 : now + move);
    else if (event.key === "Enter" && now >= 0) this.#choose(this.#all[now]);
    else if (event.key === "Escape") this.#close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #select(rank: number): void {
    const all = this.#all;
    const chosen = all.at(rank % all.length);
    for (const one of all) one.ariaSelected = String(one === chosen);
    if (!chosen) return;
    this.#input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  #clicked(event: MouseEvent): void {
    this.#choose((event.target as Element).closest<HTMLElement>("[role=option]") ?? undefined);
  }

  #choose(option: HTMLElement | undefined): void {
    if (!option) return;
    const { value = "", label = "", href, fill } = option.dataset;
    if (href) {
      location.assign(href);
      return;
    }
    this.#input.value = label || (option.textContent ?? "").trim();
    this.#pick(value);
    this.#others(JSON.parse(fill ?? "{}") as Record<string, string>);
    this.#close();
    this.#input.dispatchEvent(new Event("change", { bubbles: true }));
    this.dispatchEvent(new CustomEvent("combo:choose", { bubbles: true, detail: { value, label } }));
  }

  /** Writes the chosen id, and says so: a draft keeps it. */
  #pick(value: string): void {
    const hidden = this.querySelector<HTMLInputElement>("input[type=hidden]");
    if (!hidden || hidden.value === value) return;
    hidden.value = value;
    hidden.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #others(fill: Record<string, string>): void {
    const form = this.#input.form;
    for (const [name, value] of Object.entries(fill)) {
      const field = form?.elements.namedItem(name);
      if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) continue;
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}

customElements.define("combo-box", ComboBox);
