const WORDS = {
  saved: "Enregistré",
  saving: "Enregistrement…",
  offline: "Hors réseau, saisie gardée",
  restored: "Saisie retrouvée",
  refused: "Non enregistré\u202f: à corriger",
};

export type State = keyof typeof WORDS;

/** The gravest first: a page with several drafts says « Enregistré » only when each of them is. */
const ORDER: State[] = ["refused", "offline", "restored", "saving", "saved"];

const states = new Map<string, State>();

const gravest = (): State | undefined => ORDER.find((state) => [...states.values()].includes(state));

/** What the draft `key` has come to, shown in every `[data-draft-status]`. */
export function say(key: string, state: State): void {
  states.set(key, state);
  for (const place of document.querySelectorAll<HTMLElement>("[data-draft-status]")) show(place, true);
}

function show(place: HTMLElement, anew: boolean): void {
  const state = gravest();
  if (!state) return;
  place.dataset.state = state;
  if (anew || state !== "saved" || !place.textContent?.trim()) place.textContent = WORDS[state];
}

/** A block that was replaced says what holds now; the server's own words about a saved draft stay. */
document.addEventListener("htmx:after:swap", () => {
  for (const place of document.querySelectorAll<HTMLElement>("[data-draft-status]:not([data-state])"))
    show(place, false);
});
