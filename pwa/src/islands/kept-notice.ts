import { element } from "../shared/element.ts";
import { icon } from "../shared/icon.ts";

const BACK = "Elle n’est pas encore enregistrée.";
const MOVED = "La fiche a changé depuis\u202f: relisez avant d’enregistrer.";

/** « Saisie retrouvée » on top of the form, with a way to forget it: the page then shows what is saved. */
export function showKept(form: HTMLFormElement, moved: boolean, forget: () => void): void {
  const button = element("button", { type: "button", class: "btn btn--s" }, "Oublier cette saisie");
  button.addEventListener("click", () => {
    forget();
    location.replace(location.href);
  });
  const words = element("div", {}, element("b", {}, "Saisie retrouvée."), ` ${moved ? MOVED : BACK}`);
  const notice = element(
    "div",
    { class: `notice ${moved ? "notice--warn" : "notice--info"}`, role: "status", "data-kept-notice": "" },
    icon(moved ? "triangle-alert" : "info"),
    words,
    button,
  );
  form.prepend(notice);
}
