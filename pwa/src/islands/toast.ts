import htmx from "htmx.org";
import { element } from "../shared/element.ts";
import { icon } from "../shared/icon.ts";
import { headers } from "../shared/server.ts";

/** What a `toast` event carries: the sentence, and where to post to undo the act. */
export type ToastDetail = { text: string; undo?: string; href?: string; label?: string; kind?: "bad" };

const LIFE = 10;

/**
 * `<toast-message>`: a message that stays 10 s, longer while it is read (hover, focus).
 * It is in the page already (server) or made from a `toast` event; « Annuler » is a plain form.
 */
class ToastMessage extends HTMLElement {
  #left = LIFE;
  #timer = 0;

  connectedCallback(): void {
    this.#timer = window.setInterval(() => this.#second(), 1000);
    this.querySelector("[data-close]")?.addEventListener("click", () => this.remove());
    this.addEventListener("htmx:after:request", () => this.remove());
    this.#show();
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer);
  }

  #second(): void {
    if (this.matches(":hover, :focus-within") || document.hidden) return;
    this.#left -= 1;
    if (this.#left <= 0) this.remove();
    else this.#show();
  }

  #show(): void {
    const clock = this.querySelector(".toast__time");
    if (clock) clock.textContent = `${this.#left}\u00a0s`;
  }
}

function undoForm(undo: string): HTMLFormElement {
  const form = element("form", { method: "post", action: undo, "hx-post": undo, "hx-target": "body" });
  form.setAttribute("hx-swap", "outerHTML");
  const token = headers()["X-CSRF"] ?? "";
  form.append(element("input", { type: "hidden", name: "_csrf", value: token }));
  form.append(element("button", { class: "btn btn--s", "data-key": "z" }, "Annuler ", keyCap("Z")));
  return form;
}

const keyCap = (key: string): HTMLElement => element("kbd", { class: "kbd--on", "aria-hidden": "true" }, key);

/** Shows a message, with « Annuler » when the act has an inverse. */
export function toast(detail: ToastDetail): void {
  const made = element(
    "toast-message" as "div",
    { class: "toast", role: detail.kind === "bad" ? "alert" : "status" },
    icon(detail.kind === "bad" ? "octagon-alert" : "check"),
    element("span", {}, detail.text),
    detail.undo ? element("span", { class: "toast__time", "aria-hidden": "true" }) : null,
    detail.undo ? undoForm(detail.undo) : null,
    detail.href ? element("a", { class: "btn btn--s", href: detail.href }, detail.label ?? "Voir") : null,
  );
  document.querySelector("#toasts")?.append(made);
  htmx.process(made);
}

customElements.define("toast-message", ToastMessage);
document.addEventListener("toast", (event) => toast((event as CustomEvent<ToastDetail>).detail));
