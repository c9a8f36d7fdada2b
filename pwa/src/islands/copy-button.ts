import { toast } from "./toast.ts";

/** `<copy-button data-text="…">` around a button; hidden by CSS when there is no script. */
class CopyButton extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", () => void this.#copy());
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.dataset.text ?? "");
      toast({ text: this.dataset.done ?? "Copié" });
    } catch {
      toast({ text: "Le navigateur refuse de copier. Sélectionnez le texte à la main.", kind: "bad" });
    }
  }
}

customElements.define("copy-button", CopyButton);
