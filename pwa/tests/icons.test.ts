import { expect, it } from "vitest";
import { drawings } from "../build/icons.ts";

it("every kept icon is drawn once, on one line, without its license comment", () => {
  const all = Object.entries(drawings());
  expect(all.length).toBeGreaterThan(100);
  for (const [name, body] of all) {
    expect(body, name).toMatch(/^<[a-z]/);
    expect(body, name).not.toMatch(/<!--|<svg|\n/);
  }
});
