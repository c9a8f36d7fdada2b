import { element } from "../shared/element.ts";
import { icon } from "../shared/icon.ts";
import { marked } from "../shared/match.ts";

/** One line of the palette. `status` (a dossier's) draws its sign; `key` shows the shortcut. */
export type Found = {
  kind: string;
  label: string;
  detail?: string;
  href: string;
  status?: string;
  icon?: string;
  key?: string;
};

const KINDS: Record<string, [title: string, sign: string]> = {
  dossier: ["Dossiers", "layout-list"],
  contact: ["Contacts", "user"],
  invoice: ["Factures", "receipt-euro"],
  building: ["Patrimoine", "building-2"],
  recent: ["Récents", "clock"],
  action: ["Actions", "arrow-right"],
};

function line(found: Found, rank: number, query: string): HTMLElement {
  const sign = found.status ? `st-${found.status}` : (found.icon ?? KINDS[found.kind]?.[1] ?? "search");
  const link = element("a", {
    class: "menu__item",
    href: found.href,
    role: "option",
    id: `palette-${rank}`,
    tabindex: "-1",
    "aria-selected": String(rank === 0),
  });
  if (found.status) link.dataset.status = found.status;
  link.append(icon(sign, found.status ? "st" : ""), element("span", {}, marked(found.label, query)));
  const end = found.key ? element("kbd", {}, found.key.toUpperCase()) : (found.detail ?? "");
  link.append(element("span", { class: "push" }, end));
  return link;
}

function group(kind: string, lines: HTMLElement[]): HTMLElement {
  const title = KINDS[kind]?.[0] ?? kind;
  const head = element("div", { class: "menu__title", "aria-hidden": "true" }, title);
  return element("div", { role: "group", "aria-label": title }, head, ...lines);
}

const count = (found: number, query: string): string => {
  if (found === 0) return query ? "Aucun résultat" : "";
  return found === 1 ? "1 résultat" : `${found} résultats`;
};

/** Draws all lines, grouped by kind in order of arrival, the first one chosen. */
export function draw(root: Element, results: Found[], query: string): void {
  const groups = new Map<string, HTMLElement[]>();
  const kinds = [...new Set(results.map((one) => one.kind))];
  const sorted = kinds.flatMap((kind) => results.filter((one) => one.kind === kind));
  sorted.forEach((found, rank) => {
    groups.set(found.kind, [...(groups.get(found.kind) ?? []), line(found, rank, query)]);
  });
  root
    .querySelector("[role=listbox]")
    ?.replaceChildren(...[...groups].map(([kind, all]) => group(kind, all)));
  const status = root.querySelector("[data-count]");
  if (status) status.textContent = count(sorted.length, query);
  const input = root.querySelector("input");
  if (sorted.length) input?.setAttribute("aria-activedescendant", "palette-0");
  else input?.removeAttribute("aria-activedescendant");
}
