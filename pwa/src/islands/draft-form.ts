import { type Base, type Batch, bodyOf } from "../shared/draft.ts";
import { fillIn, keepable, valueIn } from "../shared/form-values.ts";
import { send } from "../shared/server.ts";
import { DraftQueue, type DraftView } from "./draft-queue.ts";
import { leavesInTurn } from "./draft-submit.ts";
import { sentAt } from "./draft-traffic.ts";

/**
 * `<draft-form data-save="/brouillons/ID" data-draft="order:ID" data-version="3">` around a form.
 * Each change is kept on this device at once and sent 400 ms later (`data-method`, default PATCH) with
 * `version` and `changed` (names), before the page is left in any case. The server answers JSON `{"version": 4}`;
 * 409 and 422 answer with an HTML notice shown in `[data-draft-notice]`, whose forms name in `data-settles` the
 * fields that wait for a choice. What was typed before a killed tab comes back, on the base that it had then.
 * A block that replaces this one goes on with the same queue, and shows what the server took meanwhile.
 */
class DraftForm extends HTMLElement implements DraftView {
  #bases = new Map<string, string>();
  #ready = false;

  connectedCallback(): void {
    if (!this.#ready) this.#listen();
    this.#ready = true;
    this.#queue.attach(this);
    addEventListener("online", this.#queue.later);
    addEventListener("pagehide", this.#flush);
    addEventListener("pageshow", this.#back);
    document.addEventListener("visibilitychange", this.#leaving);
    document.addEventListener("click", this.#follows, true);
    document.addEventListener("htmx:after:swap", this.#swapped);
  }

  disconnectedCallback(): void {
    removeEventListener("online", this.#queue.later);
    removeEventListener("pagehide", this.#flush);
    removeEventListener("pageshow", this.#back);
    document.removeEventListener("visibilitychange", this.#leaving);
    document.removeEventListener("click", this.#follows, true);
    document.removeEventListener("htmx:after:swap", this.#swapped);
    this.#queue.now();
  }

  #listen(): void {
    this.addEventListener("input", (event) => this.#typed(event.target));
    this.addEventListener("change", (event) => this.#typed(event.target));
    this.addEventListener("submit", (event) => this.#submitted(event), true);
  }

  get #queue(): DraftQueue {
    return DraftQueue.of(this.dataset.draft ?? this.dataset.save ?? location.pathname);
  }

  get #form(): HTMLFormElement {
    return this.querySelector("form") as HTMLFormElement;
  }

  get version(): string {
    return this.dataset.version ?? "";
  }

  #flush = (): void => this.#queue.flush();

  /** The page comes back as it was left: what its form had sent is known to have gone. */
  #back = (event: PageTransitionEvent): void => {
    if (event.persisted && this.#queue.kept.submitted) this.#queue.forget();
  };

  #leaving = (): void => {
    if (document.hidden) this.#queue.now();
  };

  /** A link leaves this page or opens a part of it: what waits for its turn goes first. */
  #follows = (event: Event): void => {
    if (event.target instanceof Element && event.target.closest("a[href]")) this.#queue.now();
  };

  /** A block of the page was replaced, perhaps by one rendered before the last words reached the server. */
  #swapped = (swap: Event): void => {
    for (const [name, { value, version }] of this.#queue.accepted.since(sentAt(swap))) {
      fillIn(this.#form, name, value);
      this.#bases.set(name, version);
    }
    this.refill();
  };

  refill(): void {
    for (const [name, value] of Object.entries(this.#queue.kept.values)) fillIn(this.#form, name, value);
  }

  #typed(field: EventTarget | null): void {
    if (!keepable(field)) return;
    this.#queue.typed(field.name, valueIn(this.#form, field.name), this.#base(field.name));
  }

  /** What the person had seen of this field: the page's version, or the later one that it was shown in. */
  #base(name: string): Base {
    const shown = (of: string): string | undefined => {
      const field = this.#form.elements.namedItem(of);
      return field instanceof HTMLInputElement ? field.value : undefined;
    };
    const loaded = shown("loaded");
    return { loaded: loaded && (this.#bases.get(name) || loaded), page: shown("page") };
  }

  /** The form itself takes everything along, after what is on its way; a form of the notice settles fields. */
  #submitted(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    if (form !== this.#form) this.#queue.settle(new Set(form.dataset.settles?.split(" ")));
    else if (leavesInTurn(event, this.#queue)) this.#queue.submitted();
  }

  request(sent: Batch): Promise<Response> {
    return send(this.dataset.save ?? "", {
      method: this.dataset.method ?? "PATCH",
      body: bodyOf(new FormData(this.#form), sent, this.version),
      headers: { Accept: "application/json, text/html" },
      keepalive: true,
    });
  }

  /** The hidden field `version` of the form follows, so that sending it is not taken for a conflict. */
  took(version: string): void {
    this.dataset.version = version;
    const field = this.#form.elements.namedItem("version");
    if (field instanceof HTMLInputElement) field.value = version;
  }

  waiting(): string[] {
    return this.querySelector<HTMLElement>("[data-settles]")?.dataset.settles?.split(" ") ?? [];
  }

  notice(html: string): void {
    const place = this.querySelector("[data-draft-notice]");
    if (place) place.innerHTML = html;
  }
}

customElements.define("draft-form", DraftForm);
