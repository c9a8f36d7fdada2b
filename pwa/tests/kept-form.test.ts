import { describe, expect, it } from "vitest";
import { forgetAll, readTyped, secret, writeTyped } from "../src/shared/kept-form.ts";

const memory = (): Storage => {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    key: (rank: number) => [...kept.keys()][rank] ?? null,
    get length() {
      return kept.size;
    },
  } as unknown as Storage;
};

const typed = (values: Record<string, string>, at = 1000) => ({ values, version: "3", at });

describe("a form kept on the device", () => {
  it("comes back for a week, then is thrown away", () => {
    const storage = memory();
    writeTyped(storage, "ines:contact:new", typed({ last_name: "Lasserre" }));
    expect(readTyped(storage, "ines:contact:new", 2000)?.values).toEqual({ last_name: "Lasserre" });
    expect(readTyped(storage, "sophie:contact:new", 2000)).toBeUndefined();
    expect(readTyped(storage, "ines:contact:new", 8 * 24 * 3600 * 1000)).toBeUndefined();
    expect(storage.length).toBe(0);
  });

  it("unreadable, counts as none", () => {
    const storage = memory();
    storage.setItem("typed:x", "{");
    expect(readTyped(storage, "x", 0)).toBeUndefined();
    expect(storage.length).toBe(0);
  });

  it("is forgotten when the person leaves, and nothing else is", () => {
    const storage = memory();
    storage.setItem("draft:order:1", "{}");
    writeTyped(storage, "ines:contact:new", typed({ last_name: "Lasserre" }));
    writeTyped(storage, "ines:company", typed({ name: "Durand" }));
    forgetAll(storage);
    expect(storage.length).toBe(1);
  });
});

describe("what never stays on the device", () => {
  it.each([
    ["password", "", "azerty"],
    ["new_password", "", "azerty"],
    ["iban", "", ""],
    ["owner_iban", "", "x"],
    ["api_key", "", "x"],
    ["card_number", "", "x"],
    ["number", "cc-number", "1"],
    ["code", "one-time-code", "123456"],
    ["note", "", "FR76 3000 6000 0112 3456 7890 189"],
    ["options", "", ["4111 1111 1111 1111"]],
    ["note", "", "4111-1111-1111-1111"],
  ])("%s %s %s", (name: string, autocomplete: string, value: string | string[]) => {
    expect(secret(name, autocomplete, value)).toBe(true);
  });

  it("is not a SIRET, a telephone, a door code, a postcode or a VAT number", () => {
    for (const value of ["73282932000074", "06 39 98 61 77", "A1234", "64000", "FR40303265045"])
      expect(secret("note", "off", value)).toBe(false);
    expect(secret("postcode", "postal-code", "64000")).toBe(false);
    expect(secret("company", "off", "Panorama")).toBe(false);
  });
});
