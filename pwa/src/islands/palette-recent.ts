import type { Found } from "./palette-list.ts";

const KEY = "palette:recent";
const KEPT = 6;

/** What was opened last from the palette, on this browser only. */
export function recent(): Found[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "[]") as Found[];
  } catch {
    return [];
  }
}

/** Puts a result on top of the recent ones. */
export function remember(found: Found): void {
  const others = recent().filter((one) => one.href !== found.href);
  const kept = [{ ...found, kind: "recent" }, ...others].slice(0, KEPT);
  localStorage.setItem(KEY, JSON.stringify(kept));
}
