import { Accepted } from "../shared/accepted.ts";
import { debounce } from "../shared/debounce.ts";
import {
  type Base,
  type Batch,
  batch,
  type Kept,
  outdated,
  read,
  unsent,
  type Value,
  write,
} from "../shared/draft.ts";
import { say } from "./draft-status.ts";
import { track } from "./draft-traffic.ts";

/** The form on screen, as its queue sees it: another one takes its place when a block is replaced. */
export interface DraftView {
  readonly version: string;
  /** Sends a batch; rejects when there is no network. */
  request(sent: Batch): Promise<Response>;
  /** Shows what is kept and, of what the server took, what this page may not show. */
  refill(): void;
  took(version: string): void;
  notice(html: string): void;
  /** The fields that wait for a person's choice. */
  waiting(): string[];
}

const queues = new Map<string, DraftQueue>();

/**
 * What is typed in the draft `key` and not known to be on the server: one queue whatever forms come and go on
 * the page, and one request at a time, so that an older word never arrives after a newer one.
 */
export class DraftQueue {
  kept: Kept = { version: "", submitted: false, values: {}, bases: {} };
  readonly accepted = new Accepted();
  readonly held = new Set<string>();
  #view: DraftView | undefined;
  #running = false;
  #wait = 2000;
  #save = debounce(() => this.#send(), 400);

  constructor(readonly key: string) {}

  static of(key: string): DraftQueue {
    const queue = queues.get(key) ?? new DraftQueue(key);
    queues.set(key, queue);
    return queue;
  }

  /** The other queues of the page send what waits for its turn. */
  static hurry(but: DraftQueue): void {
    for (const queue of queues.values()) if (queue !== but) queue.now();
  }

  /** A form appears: it shows what was kept, on this page or before its tab was killed. */
  attach(view: DraftView): void {
    this.#view = view;
    const here = this.#any;
    if (!here) this.kept = read(localStorage, this.key);
    if (outdated(this.kept, view.version)) this.forget();
    this.kept.submitted = false;
    view.refill();
    if (!this.#any) return;
    say(this.key, here ? "saving" : "restored");
    this.#save.later();
  }

  get #any(): boolean {
    return Object.keys(this.kept.values).length > 0;
  }

  typed(name: string, value: Value, base: Base): void {
    const known = this.kept.values[name];
    if (known === undefined && this.accepted.holds(name, value)) return;
    if (JSON.stringify(known) === JSON.stringify(value)) return;
    this.held.delete(name);
    this.kept.bases = { ...this.kept.bases, [name]: base };
    this.#keep({ ...this.kept.values, [name]: value }, false);
    say(this.key, "saving");
    this.#save.later();
  }

  /** The form was sent and takes everything along; what is kept serves only if it does not arrive. */
  submitted(): void {
    this.#save.cancel();
    this.#keep(this.kept.values, true);
  }

  /** A form of the notice settles these fields. */
  settle(names: Set<string>): void {
    this.#save.cancel();
    this.#keep(
      Object.fromEntries(Object.entries(this.kept.values).filter(([name]) => !names.has(name))),
      false,
    );
  }

  forget(): void {
    this.#save.cancel();
    this.#keep({}, false);
  }

  later = (): void => this.#save.later();

  now = (): void => this.#save.now();

  /** The page goes away: what is not known to be on the server is sent without waiting for an answer. */
  flush(): void {
    this.#save.cancel();
    const sent = batch(this.kept, this.held);
    if (!this.kept.submitted && Object.keys(sent.values).length)
      void this.#view?.request(sent).catch(() => null);
  }

  #keep(values: Record<string, Value>, submitted: boolean): void {
    const bases = Object.fromEntries(Object.keys(values).map((name) => [name, this.kept.bases[name] ?? {}]));
    this.kept = { version: this.#view?.version ?? "", submitted, values, bases };
    write(localStorage, this.key, this.kept);
  }

  #send(): void {
    const sent = batch(this.kept, this.held);
    if (this.#running || this.kept.submitted || Object.keys(sent.values).length === 0) return;
    this.#running = true;
    say(this.key, "saving");
    track(this.#exchange(sent));
  }

  async #exchange(sent: Batch): Promise<void> {
    const answer = await this.#view?.request(sent).catch(() => null);
    this.#running = false;
    if (!answer || answer.status >= 500) return this.#retry();
    this.#wait = 2000;
    if (answer.ok) await this.#accept(answer, sent.values);
    else await this.#refused(answer, sent.values);
  }

  #retry(): void {
    say(this.key, "offline");
    setTimeout(this.later, this.#wait);
    this.#wait = Math.min(this.#wait * 2, 30_000);
  }

  async #accept(answer: Response, sent: Record<string, Value>): Promise<void> {
    const { version } = (await answer.json().catch(() => ({}))) as { version?: number | string };
    if (version !== undefined) this.#view?.took(String(version));
    this.accepted.note(sent, String(version ?? ""), performance.now());
    if (this.held.size === 0) this.#view?.notice("");
    this.#keep(unsent(this.kept.values, sent), this.kept.submitted);
    if (Object.keys(batch(this.kept, this.held).values).length) this.#save.later();
    else say(this.key, this.held.size ? "refused" : "saved");
    document.body.dispatchEvent(new CustomEvent("draft:saved", { detail: { version } }));
  }

  async #refused(answer: Response, sent: Record<string, Value>): Promise<void> {
    say(this.key, "refused");
    const isHtml = answer.headers.get("Content-Type")?.includes("html");
    if (isHtml) this.#view?.notice(await answer.text());
    if (answer.status === 409) this.#hold(sent);
    const since = unsent(batch(this.kept, this.held).values, sent);
    if (Object.keys(since).length) this.#save.later();
  }

  /** Fields that two people changed wait for the choice; the server has kept the others. */
  #hold(sent: Record<string, Value>): void {
    const waiting = this.#view?.waiting() ?? [];
    for (const name of waiting) this.held.add(name);
    if (waiting.length === 0) return;
    const taken = Object.fromEntries(Object.entries(sent).filter(([name]) => !this.held.has(name)));
    this.#keep(unsent(this.kept.values, taken), this.kept.submitted);
  }
}
