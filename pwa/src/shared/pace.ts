/** Calls `act` at once; calls that come within `gap` ms of the last one are answered together at its end. */
export function pace(act: () => void, gap: number): { ask(): void; cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = Number.NEGATIVE_INFINITY;
  const cancel = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const run = () => {
    timer = undefined;
    last = performance.now();
    act();
  };
  return {
    ask() {
      if (timer !== undefined) return;
      const wait = last + gap - performance.now();
      if (wait <= 0) run();
      else timer = setTimeout(run, wait);
    },
    cancel,
  };
}
