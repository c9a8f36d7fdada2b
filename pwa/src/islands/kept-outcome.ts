import { forgetTyped } from "../shared/kept-form.ts";

const SENT = "typed:sent";

/** Notes that the form `key` is leaving: the next page of this tab tells what came of it. */
export function leaving(key: string): void {
  sessionStorage.setItem(SENT, key);
}

/**
 * A form that was accepted is answered by a redirect to a page of ours (see_other); anything else keeps what was
 * typed: the form again with its errors, an error page, the login of a session that had ended, no network.
 */
export function settleLast(): void {
  const key = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  if (key && accepted()) forgetTyped(localStorage, key);
}

function accepted(): boolean {
  const [page] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const redirected = (page?.redirectCount ?? 0) > 0 && (page?.responseStatus ?? 200) < 400;
  return redirected && document.querySelector(".app") !== null && !document.querySelector("[data-sentence]");
}
