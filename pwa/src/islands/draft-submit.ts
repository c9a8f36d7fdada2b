import { DraftQueue } from "./draft-queue.ts";
import { busy, quiet } from "./draft-traffic.ts";

type Button = HTMLButtonElement | HTMLInputElement;

const waiting = new WeakMap<HTMLFormElement, Button | null>();
const released = new WeakSet<HTMLFormElement>();

/**
 * True when the form of this queue may leave now. Otherwise a word is still on its way and could arrive after the
 * form, and undo it: the form leaves once it has arrived, by the button that was pressed last.
 */
export function leavesInTurn(event: SubmitEvent, queue: DraftQueue): boolean {
  const form = event.target as HTMLFormElement;
  if (released.has(form)) return true;
  DraftQueue.hurry(queue);
  if (!busy()) return true;
  event.preventDefault();
  event.stopImmediatePropagation();
  const alone = !waiting.has(form);
  waiting.set(form, event.submitter as Button | null);
  if (alone) void release(form);
  return false;
}

async function release(left: HTMLFormElement): Promise<void> {
  await quiet();
  const button = waiting.get(left) ?? null;
  waiting.delete(left);
  const form = left.isConnected ? left : document.getElementById(left.id);
  if (!(form instanceof HTMLFormElement)) return;
  released.add(form);
  form.requestSubmit(button && pressed(form, button));
  released.delete(form);
}

/** The button that was pressed, or the one like it in a block that has replaced its own. */
function pressed(form: HTMLFormElement, button: Button): Button {
  if (button.form === form) return button;
  const alike = Array.from(form.elements).find(
    (one): one is HTMLButtonElement =>
      one instanceof HTMLButtonElement && one.name === button.name && one.value === button.value,
  );
  if (alike) return alike;
  const stand = Object.assign(document.createElement("button"), { name: button.name, value: button.value });
  stand.hidden = true;
  form.append(stand);
  return stand;
}
