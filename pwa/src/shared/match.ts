export type Part = { text: string; hit: boolean };

const fold = (letter: string): string => letter.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The text without accents nor capitals, one letter for each letter: positions stay true. */
export const folded = (text: string): string =>
  Array.from(text, (letter) => fold(letter).slice(0, letter.length).padEnd(letter.length)).join("");

/** The words typed, ready to be looked for. */
export const words = (query: string): string[] => folded(query).split(/\s+/).filter(Boolean);

/** True when each word typed stands somewhere in the text. */
export const matches = (text: string, query: string): boolean => {
  const inside = folded(text);
  return words(query).every((word) => inside.includes(word));
};

function hits(text: string, query: string): boolean[] {
  const inside = folded(text);
  const marked = new Array<boolean>(text.length).fill(false);
  for (const word of words(query)) {
    for (let at = inside.indexOf(word); at >= 0; at = inside.indexOf(word, at + word.length)) {
      marked.fill(true, at, at + word.length);
    }
  }
  return marked;
}

/** The text cut where it matches what was typed. */
export function parts(text: string, query: string): Part[] {
  const marked = hits(text, query);
  const cut: Part[] = [];
  for (let i = 0; i < text.length; i++) {
    const last = cut.at(-1);
    if (last && last.hit === marked[i]) last.text += text[i];
    else cut.push({ text: text[i] ?? "", hit: marked[i] ?? false });
  }
  return cut;
}

/** The same, as nodes: `<mark>` around what matches, never any HTML from the text. */
export function marked(text: string, query: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const part of parts(text, query)) {
    if (!part.hit) fragment.append(part.text);
    else fragment.append(Object.assign(document.createElement("mark"), { textContent: part.text }));
  }
  return fragment;
}
