import { describe, expect, it } from "vitest";
import { folded, matches, parts } from "../src/shared/match.ts";

const hits = (text: string, query: string): string[] =>
  parts(text, query)
    .filter((part) => part.hit)
    .map((part) => part.text);

describe("what matches is marked", () => {
  it("without accents nor capitals", () => {
    expect(hits("Étude Cazenave", "etude")).toEqual(["Étude"]);
    expect(hits("LASSERRE Hélène", "hele")).toEqual(["Hélè"]);
  });

  it("for each word, wherever it stands", () => {
    expect(hits("18427 · Lasserre · Pau", "pau las")).toEqual(["Las", "Pau"]);
  });

  it("and the text is whole again when the parts are joined", () => {
    for (const text of ["œuf à Nîmes", "ǅemal", "İzmir ß", ""]) {
      expect(
        parts(text, "a i s")
          .map((part) => part.text)
          .join(""),
      ).toBe(text);
    }
  });

  it("folding keeps positions", () => {
    for (const text of ["Œuvre", "ﬁn", "İ", "ÉÀÇ"]) expect(folded(text)).toHaveLength(text.length);
  });

  it("an action needs every word", () => {
    expect(matches("Nouvelle commande", "comm nouv")).toBe(true);
    expect(matches("Nouvelle commande", "comm fact")).toBe(false);
  });
});
