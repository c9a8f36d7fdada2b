import { send } from "../shared/server.ts";
import { toast } from "./toast.ts";

type Shown = { shown: string; inherited: string; planned: string };
type Answer = {
  cells?: Record<string, Shown>;
  errors?: Record<string, string>;
  text?: string;
  undo?: string;
};

const LOST = "Pas de réseau\u202f: vos prix restent à l’écran, non enregistrés.";
const STEPS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  Enter: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/**
 * `<price-grid>` around a form that holds a table of inputs: each cell saves itself when it is left, arrows and
 * Enter move, Escape gives the saved price back, a block pasted from a spreadsheet fills the cells to the right
 * and below. What the server refuses stays as typed, with its sentence, and goes again with the next save.
 */
class PriceGrid extends HTMLElement {
  #running = false;
  #again = false;

  connectedCallback(): void {
    this.addEventListener("change", () => void this.#save());
    this.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("paste", (event) => this.#paste(event));
    this.addEventListener("focusin", (event) => (event.target as HTMLInputElement).select?.());
    const button = this.querySelector<HTMLElement>("[data-grid-save]");
    if (button) button.hidden = true;
  }

  #rows(): HTMLInputElement[][] {
    const rows = Array.from(this.querySelectorAll("tbody tr"));
    return rows.map((row) => Array.from(row.querySelectorAll("input"))).filter((row) => row.length > 0);
  }

  #place(cell: EventTarget | null): [number, number] {
    const rows = this.#rows();
    const row = rows.findIndex((inputs) => inputs.includes(cell as HTMLInputElement));
    return [row, rows[row]?.indexOf(cell as HTMLInputElement) ?? -1];
  }

  #key(event: KeyboardEvent): void {
    const cell = event.target as HTMLInputElement;
    if (event.key === "Escape") cell.value = cell.dataset.saved ?? "";
    const step = STEPS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    if (step[1] !== 0 && !atEdge(cell, step[1])) return;
    event.preventDefault();
    const [row, column] = this.#place(cell);
    this.#rows()[row + step[0]]?.[column + step[1]]?.focus();
  }

  #paste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData("text/plain").replace(/\r?\n$/, "") ?? "";
    const [row, column] = this.#place(event.target);
    if (row < 0 || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    const rows = this.#rows();
    text.split(/\r?\n/).forEach((line, down) => {
      line.split("\t").forEach((value, right) => {
        const cell = rows[row + down]?.[column + right];
        if (cell) cell.value = value.trim();
      });
    });
    void this.#save();
  }

  #dirty(): HTMLInputElement[] {
    return this.#rows()
      .flat()
      .filter((cell) => cell.value.trim() !== (cell.dataset.saved ?? ""));
  }

  async #save(): Promise<void> {
    this.#again = this.#running;
    if (this.#running) return;
    const cells = this.#dirty();
    if (cells.length === 0) return this.#clean();
    this.#running = true;
    this.#status("Enregistrement…");
    await this.#send(cells).catch(() => this.#refused(LOST));
    this.#running = false;
    if (this.#again) void this.#save();
  }

  async #send(cells: HTMLInputElement[]): Promise<void> {
    const sent = new Map(cells.map((cell) => [cell.name, cell.value]));
    const body = new URLSearchParams([...sent]);
    const form = this.querySelector("form") as HTMLFormElement;
    const answer = await send(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    const content = (await answer.json().catch(() => ({}))) as Answer & { detail?: string };
    if (content.cells) this.#saved(sent, content);
    else if (content.errors) this.#faults(content.errors);
    else this.#refused(content.detail ?? LOST);
  }

  #saved(sent: Map<string, string>, answer: Answer): void {
    for (const cell of this.#rows().flat()) {
      const now = answer.cells?.[cell.name];
      if (!now) continue;
      const typedSince = sent.has(cell.name) ? cell.value !== sent.get(cell.name) : isDirty(cell);
      cell.dataset.saved = now.shown;
      cell.placeholder = now.inherited;
      if (!typedSince) cell.value = now.shown;
      say(cell, now.planned, false);
    }
    this.#status("Enregistré");
    if (answer.text) toast({ text: answer.text, undo: answer.undo ?? "" });
  }

  #faults(errors: Record<string, string>): void {
    for (const cell of this.#rows().flat()) {
      const wrong = errors[cell.name];
      if (wrong) say(cell, wrong, true);
    }
    const general = errors.du ?? "";
    this.#status(general || "Non enregistré\u202f: à corriger");
  }

  #refused(sentence: string): void {
    this.#status("Non enregistré");
    toast({ text: sentence, kind: "bad" });
  }

  #clean(): void {
    for (const cell of this.#rows().flat()) if (cell.matches("[aria-invalid]")) say(cell, "", false);
    this.#status("");
  }

  #status(words: string): void {
    const status = this.querySelector("[data-grid-status]");
    if (status) status.textContent = words;
  }
}

const isDirty = (cell: HTMLInputElement): boolean => cell.value.trim() !== (cell.dataset.saved ?? "");

function atEdge(cell: HTMLInputElement, direction: number): boolean {
  const { selectionStart: start, selectionEnd: end, value } = cell;
  if (start === 0 && end === value.length) return true;
  return start === end && start === (direction < 0 ? 0 : value.length);
}

function say(cell: HTMLInputElement, words: string, wrong: boolean): void {
  cell.toggleAttribute("aria-invalid", wrong);
  if (wrong) cell.setAttribute("aria-invalid", "true");
  const note = cell.parentElement?.querySelector(".grid-price__note");
  if (!note) return;
  note.textContent = words;
  note.classList.toggle("bad", wrong);
}

customElements.define("price-grid", PriceGrid);
