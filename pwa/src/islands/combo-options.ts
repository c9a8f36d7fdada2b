import { element } from "../shared/element.ts";
import { icon } from "../shared/icon.ts";
import { marked } from "../shared/match.ts";

/** One suggestion. `fill` gives other fields of the form (postcode, city); `href` leads elsewhere. */
export type Suggestion = {
  value: string;
  label: string;
  detail?: string;
  icon?: string;
  href?: string;
  fill?: Record<string, string>;
};

function option(one: Suggestion, typed: string): HTMLElement {
  const item = element("li", { class: "menu__item", role: "option", "aria-selected": "false" });
  item.dataset.value = one.value;
  item.dataset.label = one.label;
  if (one.href) item.dataset.href = one.href;
  if (one.fill) item.dataset.fill = JSON.stringify(one.fill);
  if (one.icon) item.append(icon(one.icon));
  item.append(element("span", {}, marked(one.label, typed)));
  if (one.detail) item.append(element("small", { class: "push" }, one.detail));
  return item;
}

/** The list items for an answer; what matches is marked. */
export const options = (results: Suggestion[], typed: string): HTMLElement[] =>
  results.map((one) => option(one, typed));
