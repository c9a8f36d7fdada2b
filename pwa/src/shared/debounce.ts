/** Calls `act` once, `delay` ms after the last call. `now()` does it at once if one is due. */
export function debounce(act: () => void, delay: number): { later(): void; now(): void; cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cancel = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const run = () => {
    cancel();
    act();
  };
  return {
    later() {
      cancel();
      timer = setTimeout(run, delay);
    },
    now() {
      if (timer !== undefined) run();
    },
    cancel,
  };
}
