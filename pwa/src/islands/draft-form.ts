import { debounce } from "../shared/debounce.ts";
import {
  type Base,
  type Batch,
  batch,
  bodyOf,
  type Kept,
  outdated,
  read,
  unsent,
  type Value,
  write,
} from "../shared/draft.ts";
import { fillIn, keepable, valueIn } from "../shared/form-values.ts";
import { send } from "../shared/server.ts";

const WORDS = {
  saved: "Enregistré",
  saving: "Enregistrement…",
  offline: "Hors réseau, saisie gardée",
  restored: "Saisie retrouvée",
  refused: "Non enregistré\u202f: à corriger",
};

/**
 * `<draft-form data-save="/brouillons/ID" data-draft="order:ID" data-version="3">` around a form.
 * Each change is kept on this device at once and sent 400 ms later (`data-method`, default PATCH) with
 * `version` and `changed` (names), before the page is left in any case. The server answers JSON `{"version": 4}`;
 * 409 and 422 answer with an HTML notice shown in `[data-draft-notice]`, whose forms name in `data-settles` the
 * fields that wait for a choice. What was typed before a killed tab comes back, on the base that it had then.
 */
class DraftForm extends HTMLElement {
  #kept: Kept = { version: "", submitted: false, values: {}, bases: {} };
  #held = new Set<string>();
  #running = false;
  #wait = 2000;
  #save = debounce(() => void this.#send(), 400);

  connectedCallback(): void {
    this.#restore();
    this.addEventListener("input", (event) => this.#typed(event.target));
    this.addEventListener("change", (event) => this.#typed(event.target));
    this.addEventListener("submit", (event) => this.#submitted(event.target as HTMLElement));
    addEventListener("online", this.#again);
    addEventListener("pagehide", this.#flush);
    document.addEventListener("visibilitychange", this.#leaving);
    document.addEventListener("click", this.#follows, true);
    document.addEventListener("htmx:after:swap", this.#refill);
  }

  disconnectedCallback(): void {
    removeEventListener("online", this.#again);
    removeEventListener("pagehide", this.#flush);
    document.removeEventListener("visibilitychange", this.#leaving);
    document.removeEventListener("click", this.#follows, true);
    document.removeEventListener("htmx:after:swap", this.#refill);
    this.#save.now();
  }

  #again = (): void => this.#save.later();

  #leaving = (): void => {
    if (document.hidden) this.#save.now();
  };

  /** A link leaves this page: what waits for its turn goes first. */
  #follows = (event: Event): void => {
    if (event.target instanceof Element && event.target.closest("a[href]")) this.#save.now();
  };

  /** The page goes away: what is not known to be on the server is sent without waiting for an answer. */
  #flush = (): void => {
    this.#save.cancel();
    const sent = batch(this.#kept, this.#held);
    if (!this.#kept.submitted && Object.keys(sent.values).length) void this.#request(sent).catch(() => null);
  };

  /** A block of the page was replaced: it shows again what is typed and not yet on the server. */
  #refill = (): void => {
    for (const [name, value] of Object.entries(this.#kept.values)) fillIn(this.#form, name, value);
  };

  get #form(): HTMLFormElement {
    return this.querySelector("form") as HTMLFormElement;
  }

  get #key(): string {
    return this.dataset.draft ?? this.dataset.save ?? location.pathname;
  }

  #restore(): void {
    const kept = read(localStorage, this.#key);
    if (outdated(kept, this.dataset.version ?? "")) {
      write(localStorage, this.#key, this.#kept);
      return;
    }
    const names = Object.keys(kept.values);
    if (names.length === 0) return;
    this.#kept = { ...kept, submitted: false };
    this.#refill();
    this.#say("restored");
    this.#save.later();
  }

  #typed(field: EventTarget | null): void {
    if (!keepable(field)) return;
    const value = valueIn(this.#form, field.name);
    if (JSON.stringify(this.#kept.values[field.name]) === JSON.stringify(value)) return;
    this.#held.delete(field.name);
    this.#kept.bases = { ...this.#kept.bases, [field.name]: this.#base };
    this.#keep({ ...this.#kept.values, [field.name]: value });
    this.#save.later();
  }

  get #base(): Base {
    const shown = (name: string): string | undefined => {
      const field = this.#form.elements.namedItem(name);
      return field instanceof HTMLInputElement ? field.value : undefined;
    };
    return { loaded: shown("loaded"), page: shown("page") };
  }

  #keep(values: Record<string, Value>, submitted = false): void {
    const bases = Object.fromEntries(Object.keys(values).map((name) => [name, this.#kept.bases[name] ?? {}]));
    this.#kept = { version: this.dataset.version ?? "", submitted, values, bases };
    write(localStorage, this.#key, this.#kept);
  }

  /** The form itself takes everything along; a form of the notice settles the fields that it names. */
  #submitted(form: HTMLElement): void {
    this.#save.cancel();
    if (form === this.#form) {
      this.#keep(this.#kept.values, true);
      return;
    }
    const settled = new Set(form.dataset.settles?.split(" "));
    this.#keep(Object.fromEntries(Object.entries(this.#kept.values).filter(([name]) => !settled.has(name))));
  }

  async #send(): Promise<void> {
    const sent = batch(this.#kept, this.#held);
    if (this.#running || Object.keys(sent.values).length === 0) return;
    this.#running = true;
    this.#say("saving");
    const answer = await this.#request(sent).catch(() => null);
    this.#running = false;
    if (!answer || answer.status >= 500) return this.#later();
    this.#wait = 2000;
    if (answer.ok) await this.#accepted(answer, sent.values);
    else await this.#refused(answer, sent.values);
  }

  #request(sent: Batch): Promise<Response> {
    return send(this.dataset.save ?? "", {
      method: this.dataset.method ?? "PATCH",
      body: bodyOf(new FormData(this.#form), sent, this.dataset.version ?? ""),
      headers: { Accept: "application/json, text/html" },
      keepalive: true,
    });
  }

  #later(): void {
    this.#say("offline");
    setTimeout(this.#again, this.#wait);
    this.#wait = Math.min(this.#wait * 2, 30_000);
  }

  async #accepted(answer: Response, sent: Record<string, Value>): Promise<void> {
    const { version } = (await answer.json().catch(() => ({}))) as { version?: number | string };
    if (version !== undefined) this.#version(String(version));
    if (this.#held.size === 0) this.#notice("");
    this.#keep(unsent(this.#kept.values, sent), this.#kept.submitted);
    if (Object.keys(batch(this.#kept, this.#held).values).length) this.#save.later();
    else this.#say(this.#held.size ? "refused" : "saved");
    this.dispatchEvent(new CustomEvent("draft:saved", { bubbles: true, detail: { version } }));
  }

  /** The hidden field `version` of the form follows, so that sending it is not taken for a conflict. */
  #version(version: string): void {
    this.dataset.version = version;
    const field = this.#form.elements.namedItem("version");
    if (field instanceof HTMLInputElement) field.value = version;
  }

  async #refused(answer: Response, sent: Record<string, Value>): Promise<void> {
    this.#say("refused");
    const isHtml = answer.headers.get("Content-Type")?.includes("html");
    if (isHtml) this.#notice(await answer.text());
    if (answer.status === 409) this.#hold(sent);
  }

  /** Fields that two people changed wait for the choice; the server has kept the others. */
  #hold(sent: Record<string, Value>): void {
    const waiting = this.querySelector<HTMLElement>("[data-settles]")?.dataset.settles?.split(" ") ?? [];
    for (const name of waiting) this.#held.add(name);
    if (waiting.length === 0) return;
    const taken = Object.fromEntries(Object.entries(sent).filter(([name]) => !this.#held.has(name)));
    this.#keep(unsent(this.#kept.values, taken), this.#kept.submitted);
    if (Object.keys(batch(this.#kept, this.#held).values).length) this.#save.later();
  }

  #notice(html: string): void {
    const place = this.querySelector("[data-draft-notice]");
    if (place) place.innerHTML = html;
  }

  #say(word: keyof typeof WORDS): void {
    for (const place of document.querySelectorAll("[data-draft-status]")) {
      place.textContent = WORDS[word];
      place.setAttribute("data-state", word);
    }
  }
}

customElements.define("draft-form", DraftForm);
