/**
 * `<form data-kept="contact:ID" data-version="3">`: what is typed stays on this device until the form is accepted,
 * the person forgets it or logs out; a killed tab finds it back. One company is one origin; `<meta name="person">`
 * keeps people of one computer apart: without it nothing is kept. Secrets and `[data-no-draft]` are never kept.
 * In such a form no two text fields share a name.
 */
import type { Value } from "../shared/draft.ts";
import { fillIn, keepable, valueIn } from "../shared/form-values.ts";
import { forgetAll, forgetTyped, readTyped, secret, type Typed, writeTyped } from "../shared/kept-form.ts";
import { showKept } from "./kept-notice.ts";
import { leaving, settleLast } from "./kept-outcome.ts";

type Form = HTMLFormElement;

const person = document.querySelector<HTMLMetaElement>('meta[name="person"]')?.content ?? "";
const shown = new WeakSet<Form>();

const keyOf = (form: Form): string => `${person}:${form.dataset.kept}`;

const formOf = (target: EventTarget | null): Form | undefined => {
  const form = (target as { form?: Form | null } | null)?.form;
  return person && form?.dataset.kept ? form : undefined;
};

function keep(target: EventTarget | null): void {
  const form = formOf(target);
  if (!form || !keepable(target)) return;
  const value = valueIn(form, target.name);
  const values = { ...readTyped(localStorage, keyOf(form), Date.now())?.values };
  if (secret(target.name, target.autocomplete, value)) delete values[target.name];
  else values[target.name] = value;
  writeTyped(localStorage, keyOf(form), { values, version: form.dataset.version ?? "", at: Date.now() });
}

const differs = (form: Form, name: string, value: Value): boolean =>
  JSON.stringify(valueIn(form, name)) !== JSON.stringify(value);

/** Writes back what is kept; a field that calls others in (`hx-post`) is told that it changed. */
function refill(form: Form, typed: Typed): boolean {
  const changed = Object.entries(typed.values).filter(([name, value]) => differs(form, name, value));
  for (const [name, value] of changed) fillIn(form, name, value);
  for (const [name] of changed)
    form.querySelector(`[name="${CSS.escape(name)}"][hx-post]`)?.dispatchEvent(new Event("change"));
  return changed.length > 0;
}

/** A form that appears shows what was typed in it before, and says so. */
function restore(): void {
  if (!person) return;
  for (const form of document.querySelectorAll<Form>("form[data-kept]")) {
    const typed = readTyped(localStorage, keyOf(form), Date.now());
    if (!typed) continue;
    const first = !shown.has(form);
    shown.add(form);
    const back = refill(form, typed);
    if (!first || !back) continue;
    const moved = typed.version !== (form.dataset.version ?? "");
    showKept(form, moved, () => forgetTyped(localStorage, keyOf(form)));
  }
}

function sent(event: SubmitEvent): void {
  const form = event.target as Form;
  if (form.getAttribute("action") === "/deconnexion") forgetAll(localStorage);
  else if (person && form.dataset.kept && !event.defaultPrevented) leaving(keyOf(form));
}

document.addEventListener("input", (event) => keep(event.target));
document.addEventListener("change", (event) => keep(event.target));
document.addEventListener("submit", sent);
document.addEventListener("htmx:after:swap", restore);
settleLast();
// htmx binds the page in a task of its own: fields that call others in are told after it
setTimeout(restore);
