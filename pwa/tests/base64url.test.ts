import { expect, it } from "vitest";
import { decode, encode } from "../src/shared/base64url.ts";

it("bytes survive the way to the server and back", () => {
  for (let length = 0; length < 70; length++) {
    const bytes = Uint8Array.from({ length }, (_, rank) => (rank * 37 + length) % 256);
    expect([...decode(encode(bytes))]).toEqual([...bytes]);
  }
});

it("no sign that an address would spoil, padding accepted", () => {
  expect(encode(Uint8Array.from([251, 255, 191]))).toBe("-_-_");
  expect([...decode("AQ==")]).toEqual([1]);
});
