import { describe, expect, it } from "vitest";
import { outdated, read, unsent, write } from "../src/shared/draft.ts";

const memory = (): Storage => {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    get length() {
      return kept.size;
    },
  } as unknown as Storage;
};

describe("a draft on the device", () => {
  it("comes back as it was left", () => {
    const storage = memory();
    const kept = { version: "3", submitted: false, values: { note: "Clé", options: ["a"] } };
    write(storage, "order:1", kept);
    expect(read(storage, "order:1")).toEqual(kept);
  });

  it("is forgotten when nothing is left to send", () => {
    const storage = memory();
    write(storage, "order:1", { version: "3", submitted: false, values: { note: "Clé" } });
    write(storage, "order:1", { version: "4", submitted: false, values: {} });
    expect(storage.length).toBe(0);
  });

  it("unreadable, counts as none", () => {
    const storage = memory();
    storage.setItem("draft:x", "{");
    expect(read(storage, "x").values).toEqual({});
  });

  it("keeps what was typed again while a request was under way", () => {
    expect(unsent({ note: "ab", city: "Pau" }, { note: "a", city: "Pau" })).toEqual({ note: "ab" });
  });

  it("is old news once sent and the server moved on, not before", () => {
    const kept = { version: "3", submitted: true, values: { note: "a" } };
    expect(outdated(kept, "4")).toBe(true);
    expect(outdated(kept, "3")).toBe(false);
    expect(outdated({ ...kept, submitted: false }, "4")).toBe(false);
  });
});
