/**
 * `<a href="#id" data-dialog="id">` opens `<dialog id>` as a modal; without script the same link
 * shows it by `:target`. A dialog closes by `[data-close]`, Escape, or a click outside.
 */
function open(link: HTMLElement, event: Event): void {
  const dialog = document.getElementById(link.dataset.dialog ?? "");
  if (!(dialog instanceof HTMLDialogElement)) return;
  event.preventDefault();
  dialog.showModal();
}

function close(target: HTMLElement, event: Event): void {
  const dialog = target.closest("dialog");
  if (!dialog?.open) return;
  event.preventDefault();
  dialog.close();
}

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const opener = target?.closest<HTMLElement>("[data-dialog]");
  const closer = target?.closest<HTMLElement>("dialog [data-close]");
  if (opener) open(opener, event);
  else if (closer) close(closer, event);
  else if (target instanceof HTMLDialogElement && target.open) target.close();
});
