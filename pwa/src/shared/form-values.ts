import type { Value } from "./draft.ts";

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Fields never kept on the device: secrets, files, tokens. */
export const keepable = (field: EventTarget | null): field is Field =>
  (field instanceof HTMLInputElement ||
    field instanceof HTMLSelectElement ||
    field instanceof HTMLTextAreaElement) &&
  Boolean(field.name) &&
  !["password", "file"].includes(field.type) &&
  !field.closest("[data-no-draft]");

const named = (form: HTMLFormElement, name: string): Field[] =>
  Array.from(form.elements).filter((one): one is Field => (one as Field).name === name);

const ticked = (field: Field): boolean =>
  field instanceof HTMLInputElement && ["checkbox", "radio"].includes(field.type);

/** The value of a name as the form would send it; boxes give the list of what is ticked. */
export function valueIn(form: HTMLFormElement, name: string): Value {
  const fields = named(form, name);
  if (fields.some(ticked)) return new FormData(form).getAll(name).map(String);
  return fields[0]?.value ?? "";
}

/** Writes a kept value back into the form. */
export function fillIn(form: HTMLFormElement, name: string, value: Value): void {
  for (const field of named(form, name)) {
    if (ticked(field)) (field as HTMLInputElement).checked = value.includes(field.value);
    else field.value = String(value);
  }
}
