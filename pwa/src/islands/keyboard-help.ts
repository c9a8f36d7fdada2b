import { element } from "../shared/element.ts";
import { keyCaps } from "../shared/keys.ts";

type Shortcut = [shortcut: string, label: string];

const EVERYWHERE: Shortcut[] = [
  ["ctrl+k", "Tout chercher, tout faire"],
  ["?", "Cette aide"],
  ["ctrl+enter", "Valider le formulaire"],
  ["escape", "Fermer, revenir"],
];
const LIST: Shortcut[] = [
  ["j", "Ligne suivante"],
  ["k", "Ligne précédente"],
  ["enter", "Ouvrir"],
  ["x", "Cocher"],
];

const label = (target: HTMLElement): string =>
  target.dataset.keyLabel ?? target.ariaLabel ?? (target.title || (target.textContent ?? "").trim());

/** What the screen declares, each shortcut once, in page order. */
function declared(attribute: "key" | "rowKey"): Shortcut[] {
  const found = new Map<string, string>();
  const selector = attribute === "key" ? "[data-key]" : "[data-row-key]";
  for (const target of document.querySelectorAll<HTMLElement>(selector)) {
    const key = target.dataset[attribute];
    if (key && !found.has(key) && !target.closest("[popover], dialog")) found.set(key, label(target));
  }
  return [...found];
}

function caps(shortcut: string): HTMLElement {
  const cell = element("dd");
  keyCaps(shortcut).forEach((chord, rank) => {
    if (rank) cell.append(element("span", {}, "puis"));
    for (const cap of chord) cell.append(element("kbd", {}, cap));
  });
  return cell;
}

function section(title: string, shortcuts: Shortcut[]): HTMLElement | null {
  if (!shortcuts.length) return null;
  const list = element("dl", { class: "keys" });
  for (const [shortcut, text] of shortcuts) list.append(element("dt", {}, text), caps(shortcut));
  return element("section", { class: "stack stack--s" }, element("h3", { class: "over" }, title), list);
}

function content(): (HTMLElement | null)[] {
  const own = declared("key");
  const isGo = ([key]: Shortcut): boolean => key.startsWith("g ");
  const hasRows = document.querySelector("[data-row]");
  return [
    section("Partout", EVERYWHERE),
    section("Aller à", own.filter(isGo)),
    section(
      "Sur cet écran",
      own.filter((one) => !isGo(one)),
    ),
    hasRows ? section("Dans la liste", [...LIST, ...declared("rowKey")]) : null,
  ];
}

/** Opens the help, written anew from what the screen declares. */
export function showHelp(): boolean {
  const dialog = document.querySelector<HTMLDialogElement>("#raccourcis");
  const body = dialog?.querySelector("[data-shortcuts]");
  if (!dialog || !body || dialog.open) return false;
  body.replaceChildren(...content().filter((one) => one !== null));
  dialog.showModal();
  return true;
}

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element && event.target.closest("[data-shortcuts-open]");
  if (target && showHelp()) event.preventDefault();
});
