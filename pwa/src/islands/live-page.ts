/**
 * `<live-page data-src="/live">`: one stream of server events for the page.
 * `event: change` with `{"subject": "dossier:ID"}` sends the DOM event `live` to each block whose
 * `data-live` holds the subject; the block says how to refresh itself (`hx-get … hx-trigger="live"`).
 * Every other event is passed on as `live:<name>` on the document, `toast` as a toast.
 */
class LivePage extends HTMLElement {
  #source: EventSource | undefined;
  #broken = false;

  connectedCallback(): void {
    this.#open();
    addEventListener("pagehide", this.#close);
    addEventListener("pageshow", this.#open);
  }

  disconnectedCallback(): void {
    removeEventListener("pagehide", this.#close);
    removeEventListener("pageshow", this.#open);
    this.#close();
  }

  #open = (): void => {
    if (this.#source) return;
    this.#source = new EventSource(this.dataset.src ?? "/live");
    this.#source.addEventListener("error", () => {
      this.#broken = true;
    });
    this.#source.addEventListener("open", () => this.#caughtUp());
    for (const name of ["change", "toast", "progress", "alert"]) this.#listen(name);
  };

  #close = (): void => {
    this.#source?.close();
    this.#source = undefined;
  };

  /** After a cut, what was missed is unknown: every marked block refreshes. */
  #caughtUp(): void {
    if (this.#broken) for (const block of document.querySelectorAll("[data-live]")) refresh(block);
    this.#broken = false;
  }

  #listen(name: string): void {
    this.#source?.addEventListener(name, (event) => {
      const detail = JSON.parse(event.data as string) as { subject?: string };
      if (name === "change") changed(detail.subject ?? "");
      const passed = name === "toast" ? "toast" : `live:${name}`;
      document.dispatchEvent(new CustomEvent(passed, { detail }));
    });
  }
}

const refresh = (block: Element): boolean => block.dispatchEvent(new CustomEvent("live"));

function changed(subject: string): void {
  for (const block of document.querySelectorAll(`[data-live~="${CSS.escape(subject)}"]`)) refresh(block);
}

customElements.define("live-page", LivePage);
