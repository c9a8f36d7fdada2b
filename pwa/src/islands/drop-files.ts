import { element } from "../shared/element.ts";
import { headers } from "../shared/server.ts";
import { toast } from "./toast.ts";

const AT_ONCE = 2;
const CUT = "Le réseau a coupé l’envoi. Déposez ce fichier de nouveau.";
const BROKEN = "Le serveur n’a pas pu garder ce fichier. Déposez-le de nouveau.";

type Kept = { title: string; version: number };

/**
 * `<drop-files data-url data-limit>` around a form of files: dropped or chosen, each leaves by itself, two at a
 * time, with its own progress and its own refusal. Without script the form sends them all at once.
 */
class DropFiles extends HTMLElement {
  #ready = false;
  #waiting: File[] = [];
  #leaving = 0;
  #kept = 0;

  connectedCallback(): void {
    if (this.#ready) return;
    this.#ready = true;
    this.addEventListener("dragover", (event) => this.#over(event, true));
    this.addEventListener("dragleave", (event) => this.#over(event, false));
    this.addEventListener("drop", (event) => this.#dropped(event));
    this.#input.addEventListener("change", () => this.#take([...(this.#input.files ?? [])]));
    this.querySelector<HTMLButtonElement>("button[type=submit]")?.setAttribute("hidden", "");
    this.#input.classList.add("sr");
  }

  get #input(): HTMLInputElement {
    return this.querySelector("input[type=file]") as HTMLInputElement;
  }

  #over(event: DragEvent, over: boolean): void {
    event.preventDefault();
    const zone = this.querySelector<HTMLElement>(".drop");
    if (zone) zone.dataset.state = over ? "over" : "";
  }

  #dropped(event: DragEvent): void {
    this.#over(event, false);
    this.#take([...(event.dataTransfer?.files ?? [])]);
  }

  #take(files: File[]): void {
    if (this.#leaving === 0 && this.#waiting.length === 0) this.#list.replaceChildren();
    this.#waiting.push(...files);
    this.#input.value = "";
    this.#next();
  }

  get #list(): HTMLElement {
    return this.querySelector("[data-progress]") as HTMLElement;
  }

  #next(): void {
    while (this.#leaving < AT_ONCE && this.#waiting.length > 0) this.#send(this.#waiting.shift() as File);
    if (this.#leaving === 0) this.#end();
  }

  #end(): void {
    if (this.#kept > 0) {
      document.body.dispatchEvent(new CustomEvent("files:kept"));
      toast({ text: this.#kept === 1 ? "1 fichier déposé" : `${this.#kept} fichiers déposés` });
    }
    this.#kept = 0;
  }

  #send(file: File): void {
    const line = new Line(file.name);
    this.#list.append(line.shown);
    if (file.size > Number(this.dataset.limit)) {
      line.refuse(`Ce fichier dépasse 300\u00a0Mo. Réduisez-le ou coupez-le en deux.`);
      return;
    }
    this.#leaving += 1;
    const request = new XMLHttpRequest();
    request.open("POST", this.#address(file.name));
    for (const [name, value] of Object.entries(headers({ Accept: "application/json" })))
      request.setRequestHeader(name, value);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.addEventListener("progress", (event) => line.move(event.loaded / event.total));
    request.addEventListener("loadend", () => this.#answered(request, line));
    request.send(file);
  }

  #address(name: string): string {
    const section = this.querySelector<HTMLSelectElement>("[name=section]")?.value ?? "report";
    return `${this.dataset.url}?${new URLSearchParams({ section, nom: name })}`;
  }

  #answered(request: XMLHttpRequest, line: Line): void {
    this.#leaving -= 1;
    if (request.status === 201) {
      this.#kept += 1;
      line.keep(JSON.parse(request.responseText) as Kept);
    } else {
      line.refuse(request.status === 0 ? CUT : (sentence(request.responseText) ?? BROKEN));
    }
    this.#next();
  }
}

function sentence(body: string): string | undefined {
  try {
    return (JSON.parse(body) as { detail?: string }).detail;
  } catch {
    return undefined;
  }
}

/** One file under way: its name, how far it is, then what became of it. */
class Line {
  readonly shown: HTMLLIElement;
  readonly #bar: HTMLProgressElement;

  constructor(private readonly name: string) {
    this.#bar = element("progress", { max: "1", value: "0", "aria-label": `Envoi de ${name}` });
    this.shown = element("li", { class: "row" }, element("span", {}, name), this.#bar);
  }

  move(part: number): void {
    this.#bar.value = part;
  }

  keep(kept: Kept): void {
    const version = kept.version > 1 ? `, version ${kept.version}` : "";
    this.shown.className = "row ok-t";
    this.shown.replaceChildren(`${this.name}\u00a0: ${kept.title}${version}`);
  }

  refuse(said: string): void {
    this.shown.className = "row bad-t";
    this.shown.replaceChildren(said.includes(this.name) ? said : `${this.name}\u00a0: ${said}`);
  }
}

customElements.define("drop-files", DropFiles);
