import { describe, expect, it } from "vitest";
import { keyCaps, keyName, Sequence } from "../src/shared/keys.ts";

describe("keys", () => {
  it("have the names written in data-key", () => {
    expect(keyName({ key: "N" })).toBe("n");
    expect(keyName({ key: "Enter", ctrlKey: true })).toBe("ctrl+enter");
    expect(keyName({ key: "k", metaKey: true })).toBe("ctrl+k");
    expect(keyName({ key: "?" })).toBe("?");
  });

  it("two within a second make a pair", () => {
    const sequence = new Sequence();
    sequence.press("g", 1000);
    expect(sequence.press("d", 1500)).toEqual(["g d", "d"]);
  });

  it("two far apart do not", () => {
    const sequence = new Sequence();
    sequence.press("g", 1000);
    expect(sequence.press("d", 2500)).toEqual(["d"]);
  });

  it("are drawn in French", () => {
    expect(keyCaps("g d")).toEqual([["G"], ["D"]]);
    expect(keyCaps("ctrl+enter")).toEqual([["Ctrl", "Entrée"]]);
  });
});
