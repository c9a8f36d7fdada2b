/**
 * `<follow-fields>` around fields that an answer of the server may replace: when a field comes back with
 * another value, it says `change`, so that the draft around it keeps what was chosen or created.
 */
class FollowFields extends HTMLElement {
  #known = new Map<string, string>();
  #watch = new MutationObserver(() => this.#compare());

  connectedCallback(): void {
    for (const field of this.#fields) this.#known.set(field.name, field.value);
    this.#watch.observe(this, { childList: true, subtree: true });
    this.addEventListener("change", (event) => this.#note(event.target));
  }

  disconnectedCallback(): void {
    this.#watch.disconnect();
  }

  get #fields(): HTMLInputElement[] {
    return Array.from(this.querySelectorAll<HTMLInputElement>("input[name]"));
  }

  #note(field: EventTarget | null): void {
    if (field instanceof HTMLInputElement && field.name) this.#known.set(field.name, field.value);
  }

  #compare(): void {
    for (const field of this.#fields) {
      if (this.#known.get(field.name) === field.value) continue;
      if (!this.#known.has(field.name)) this.#known.set(field.name, field.value);
      else field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
}

customElements.define("follow-fields", FollowFields);
