import { debounce } from "../shared/debounce.ts";
import { type Kept, outdated, read, unsent, type Value, write } from "../shared/draft.ts";
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
 * `version` and `changed` (names). The server answers JSON `{"version": 4}`; 409 and 422 answer with an
 * HTML notice shown in `[data-draft-notice]`. What was typed before a killed tab comes back.
 */
class DraftForm extends HTMLElement {
  #kept: Kept = { version: "", submitted: false, values: {} };
  #running = false;
  #wait = 2000;
  #save = debounce(() => void this.#send(), 400);

  connectedCallback(): void {
    this.#restore();
    this.addEventListener("input", (event) => this.#typed(event.target));
    this.addEventListener("change", (event) => this.#typed(event.target));
    this.addEventListener("submit", () => this.#submitted());
    addEventListener("online", this.#again);
    document.addEventListener("visibilitychange", this.#leaving);
  }

  disconnectedCallback(): void {
    removeEventListener("online", this.#again);
    document.removeEventListener("visibilitychange", this.#leaving);
    this.#save.now();
  }

  #again = (): void => this.#save.later();

  #leaving = (): void => {
    if (document.hidden) this.#save.now();
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
    for (const name of names) fillIn(this.#form, name, kept.values[name] ?? "");
    this.#say("restored");
    this.#save.later();
  }

  #typed(field: EventTarget | null): void {
    if (!keepable(field)) return;
    const value = valueIn(this.#form, field.name);
    if (JSON.stringify(this.#kept.values[field.name]) === JSON.stringify(value)) return;
    this.#keep({ ...this.#kept.values, [field.name]: value });
    this.#save.later();
  }

  #keep(values: Record<string, Value>, submitted = false): void {
    this.#kept = { version: this.dataset.version ?? "", submitted, values };
    write(localStorage, this.#key, this.#kept);
  }

  #submitted(): void {
    this.#save.cancel();
    this.#keep(this.#kept.values, true);
  }

  async #send(): Promise<void> {
    const sent = { ...this.#kept.values };
    if (this.#running || Object.keys(sent).length === 0) return;
    this.#running = true;
    this.#say("saving");
    const answer = await this.#request(Object.keys(sent)).catch(() => null);
    this.#running = false;
    if (!answer || answer.status >= 500) return this.#later();
    this.#wait = 2000;
    if (answer.ok) await this.#accepted(answer, sent);
    else await this.#refused(answer);
  }

  #request(changed: string[]): Promise<Response> {
    const body = new FormData(this.#form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    body.set("version", this.dataset.version ?? "");
    body.set("changed", changed.join(","));
    return send(this.dataset.save ?? "", {
      method: this.dataset.method ?? "PATCH",
      body: new URLSearchParams(body as unknown as Record<string, string>),
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
    this.#notice("");
    this.#keep(unsent(this.#kept.values, sent));
    if (Object.keys(this.#kept.values).length) this.#save.later();
    else this.#say("saved");
    this.dispatchEvent(new CustomEvent("draft:saved", { bubbles: true, detail: { version } }));
  }

  /** The hidden field `version` of the form follows, so that sending it is not taken for a conflict. */
  #version(version: string): void {
    this.dataset.version = version;
    const field = this.#form.elements.namedItem("version");
    if (field instanceof HTMLInputElement) field.value = version;
  }

  async #refused(answer: Response): Promise<void> {
    this.#say("refused");
    const isHtml = answer.headers.get("Content-Type")?.includes("html");
    if (isHtml) this.#notice(await answer.text());
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
