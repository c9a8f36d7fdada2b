import { toast } from "./toast.ts";

type Context = {
  sourceElement: Element;
  target?: Element | string;
  swap?: string;
  response?: { status: number };
  text?: string;
  hx?: { trigger?: string };
};

const context = (event: Event): Context => (event as CustomEvent<{ ctx: Context }>).detail.ctx;

const SENTENCES: Record<number, string> = {
  401: "Votre session est terminée. Reconnectez-vous dans un autre onglet, puis recommencez.",
  403: "Votre profil ne permet pas cette action. Demandez-la à votre administrateur.",
  404: "Cet élément n’existe plus. Rechargez la page pour voir l’état actuel.",
  413: "Ce fichier est trop lourd.",
  429: "Trop de demandes à la fois. Attendez une minute, puis recommencez.",
};
const BROKEN = "Le serveur n’a pas pu répondre. Rien n’est perdu\u202f: recommencez dans un instant.";

const timers = new WeakMap<Element, number>();

/** No spinner before 300 ms: `aria-busy` comes only if the answer is late. */
function busy(event: Event): void {
  const source = context(event).sourceElement;
  const later = window.setTimeout(() => source.setAttribute("aria-busy", "true"), 300);
  timers.set(source, later);
}

function done(event: Event): void {
  const source = context(event).sourceElement;
  clearTimeout(timers.get(source));
  source.removeAttribute("aria-busy");
}

/** The sentence of the error page that the server sent, if it is one of ours. */
function sentence(page = ""): string | undefined {
  const said = new DOMParser().parseFromString(page, "text/html").querySelector("[data-sentence]");
  return said?.textContent?.trim();
}

/** A refusal that swaps nothing says why, unless the server already did (header HX-Trigger: toast). */
function refused(event: Event): void {
  const { response, text, hx } = context(event);
  const status = response?.status ?? 500;
  if (status === 422 || status === 409 || hx?.trigger?.includes("toast")) return;
  toast({ text: sentence(text) ?? SENTENCES[status] ?? BROKEN, kind: "bad" });
}

/** A form aimed at the body takes a whole page (after a redirect), never a fragment: that swaps by itself. */
function onlyPages(event: Event): void {
  const ctx = context(event);
  if (ctx.target === document.body && !/<body[\s>]/i.test(ctx.text ?? "")) ctx.swap = "none";
}

function cut(): void {
  toast({ text: "Pas de réseau. Votre saisie reste à l’écran\u202f: recommencez.", kind: "bad" });
}

/** A summary of errors takes the focus, on the page and after a swap. */
function focusErrors(): void {
  document.querySelector<HTMLElement>(".errors[tabindex='-1']:not([data-seen])")?.focus();
  for (const seen of document.querySelectorAll<HTMLElement>(".errors")) seen.dataset.seen = "1";
}

document.addEventListener("htmx:before:request", busy);
document.addEventListener("htmx:finally:request", done);
document.addEventListener("htmx:after:request", onlyPages);
document.addEventListener("htmx:response:error", refused);
document.addEventListener("htmx:error", cut);
document.addEventListener("htmx:after:swap", focusErrors);
focusErrors();
