/** A request of htmx, as far as drafts care. */
type Context = { fetch: typeof fetch };

const LONGEST = 4000;
const underWay = new Set<Promise<unknown>>();
const began = new WeakMap<object, number>();

/** Notes that a draft is being sent, until its answer was read. */
export function track(sending: Promise<unknown>): void {
  underWay.add(sending);
  void sending.finally(() => underWay.delete(sending));
}

/** Whether some draft of this page is on its way to the server. */
export const busy = (): boolean => underWay.size > 0;

/** Waits for what is on its way, four seconds at most: a server that does not answer stops nobody. */
export async function quiet(): Promise<void> {
  const patience = new Promise((resolve) => setTimeout(resolve, LONGEST));
  await Promise.race([Promise.allSettled(underWay), patience]);
}

const context = (event: Event): Context => (event as CustomEvent<{ ctx: Context }>).detail.ctx;

/** When the request whose answer is being swapped was sent; what is not known counts as just now. */
export const sentAt = (swap: Event): number => began.get(context(swap)) ?? Number.POSITIVE_INFINITY;

/** Each request of htmx leaves after the words that are on their way, so that its answer shows them. */
document.addEventListener("htmx:before:request", (event) => {
  const ctx = context(event);
  const leave = ctx.fetch;
  ctx.fetch = async (...what) => {
    if (busy()) await quiet();
    began.set(ctx, performance.now());
    return leave(...what);
  };
});
