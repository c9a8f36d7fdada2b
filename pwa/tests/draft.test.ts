import { describe, expect, it } from "vitest";
import { batch, bodyOf, outdated, read, unsent, write } from "../src/shared/draft.ts";

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
    const kept = {
      version: "3",
      submitted: false,
      values: { note: "Clé", options: ["a"] },
      bases: { note: { loaded: "2" } },
    };
    write(storage, "order:1", kept);
    expect(read(storage, "order:1")).toEqual(kept);
  });

  it("is forgotten when nothing is left to send", () => {
    const storage = memory();
    write(storage, "order:1", { version: "3", submitted: false, values: { note: "Clé" }, bases: {} });
    write(storage, "order:1", { version: "4", submitted: false, values: {}, bases: {} });
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
    const kept = { version: "3", submitted: true, values: { note: "a" }, bases: {} };
    expect(outdated(kept, "4")).toBe(true);
    expect(outdated(kept, "3")).toBe(false);
    expect(outdated({ ...kept, submitted: false }, "4")).toBe(false);
  });
});

describe("what a draft sends", () => {
  const old = { loaded: "3", page: "killed" };
  const now = { loaded: "5", page: "open" };
  const kept = (values: Record<string, string | string[]>, bases: Record<string, typeof old>) => ({
    version: "5",
    submitted: false,
    values,
    bases,
  });

  it("is the value at the time of the change, whatever a swapped block shows since", () => {
    const form = new FormData();
    form.append("page", "open");
    form.append("surface", "60");
    const typed = batch(kept({ d_CREP: ["CREP"], surface: "62" }, { d_CREP: now, surface: now }));
    const body = bodyOf(form, typed, "5");
    expect(body.getAll("d_CREP")).toEqual(["CREP"]);
    expect(body.getAll("surface")).toEqual(["62"]);
    expect(body.get("changed")).toBe("d_CREP,surface");
  });

  it("leaves an unticked box out, even when the block shows it ticked again", () => {
    const form = new FormData();
    form.append("d_CREP", "CREP");
    const body = bodyOf(form, batch(kept({ d_CREP: [] }, { d_CREP: now })), "5");
    expect(body.has("d_CREP")).toBe(false);
    expect(body.get("changed")).toBe("d_CREP");
  });

  it("keeps what was restored on its own base, apart from what is typed now", () => {
    const both = kept({ surface: "62", rooms: "4" }, { surface: old, rooms: now });
    const first = batch(both);
    expect(first).toEqual({ values: { surface: "62" }, base: old });
    const form = new FormData();
    form.append("page", "open");
    form.append("loaded", "5");
    const body = bodyOf(form, first, "5");
    expect([body.get("loaded"), body.get("page"), body.get("was")]).toEqual(["3", "open", "killed"]);
  });

  it("does not wait for a field that a person has to settle", () => {
    const both = kept({ surface: "62", rooms: "4" }, { surface: old, rooms: now });
    expect(batch(both, new Set(["surface"]))).toEqual({ values: { rooms: "4" }, base: now });
    expect(batch(both, new Set(["surface", "rooms"])).values).toEqual({});
  });
});
