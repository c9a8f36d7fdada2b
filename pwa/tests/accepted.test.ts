import { describe, expect, it } from "vitest";
import { Accepted } from "../src/shared/accepted.ts";

describe("what the server has taken", () => {
  it("is shown in a block asked for before, not in one asked for after", () => {
    const accepted = new Accepted();
    accepted.note({ note: "Clé" }, "4", 100);
    expect(accepted.since(90)).toEqual([["note", { value: "Clé", version: "4", at: 100 }]]);
    expect(accepted.since(101)).toEqual([]);
    expect(accepted.since(Number.POSITIVE_INFINITY)).toEqual([]);
  });

  it("counts by its last word", () => {
    const accepted = new Accepted();
    accepted.note({ note: "Clé", city: "Pau" }, "4", 100);
    accepted.note({ note: "Clé au bar" }, "5", 200);
    expect(accepted.since(150).map(([name, taken]) => [name, taken.value])).toEqual([["note", "Clé au bar"]]);
    expect(accepted.holds("note", "Clé au bar")).toBe(true);
    expect(accepted.holds("note", "Clé")).toBe(false);
    expect(accepted.holds("unknown", "Clé")).toBe(false);
  });

  it("knows lists of ticked boxes", () => {
    const accepted = new Accepted();
    accepted.note({ options: ["a", "b"] }, "4", 100);
    expect(accepted.holds("options", ["a", "b"])).toBe(true);
    expect(accepted.holds("options", ["a"])).toBe(false);
  });
});
