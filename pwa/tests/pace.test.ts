import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { pace } from "../src/shared/pace.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("the first key asks at once, the hurried ones after it ask once together", () => {
  const act = vi.fn();
  const asked = pace(act, 40);
  asked.ask();
  expect(act).toHaveBeenCalledTimes(1);
  asked.ask();
  vi.advanceTimersByTime(20);
  asked.ask();
  expect(act).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(20);
  expect(act).toHaveBeenCalledTimes(2);
});

test("keys at the pace of a hand each ask at once", () => {
  const act = vi.fn();
  const asked = pace(act, 40);
  for (let key = 1; key <= 3; key++) {
    asked.ask();
    expect(act).toHaveBeenCalledTimes(key);
    vi.advanceTimersByTime(90);
  }
});

test("an emptied field asks nothing more", () => {
  const act = vi.fn();
  const asked = pace(act, 40);
  asked.ask();
  asked.ask();
  asked.cancel();
  vi.advanceTimersByTime(100);
  expect(act).toHaveBeenCalledTimes(1);
});
