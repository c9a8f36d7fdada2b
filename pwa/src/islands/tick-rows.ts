/**
 * Ticking rows of a list: `[data-tick-all]` ticks the page, Shift and a click tick from the last one to here.
 * Without script each box is ticked alone.
 */
const boxes = (form: HTMLFormElement): HTMLInputElement[] =>
  Array.from(form.querySelectorAll<HTMLInputElement>("input[name=ids]"));

let last: HTMLInputElement | null = null;

document.addEventListener("change", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || !box.form) return;
  if (box.matches("[data-tick-all]")) for (const one of boxes(box.form)) one.checked = box.checked;
  if (box.name !== "ids") return;
  const all = box.form.querySelector<HTMLInputElement>("[data-tick-all]");
  if (all) all.checked = boxes(box.form).every((one) => one.checked);
});

document.addEventListener("click", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || box.name !== "ids" || !box.form) return;
  const all = boxes(box.form);
  const [from, to] = [last ? all.indexOf(last) : -1, all.indexOf(box)];
  if (event.shiftKey && from >= 0) {
    for (const one of all.slice(Math.min(from, to), Math.max(from, to) + 1)) one.checked = box.checked;
  }
  last = box;
});
