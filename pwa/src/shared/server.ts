const meta = (name: string): string =>
  document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "";

/** The headers of every request that an island makes: token against forged requests, sort of answer. */
export const headers = (more: Record<string, string> = {}): Record<string, string> => ({
  "X-CSRF": meta("csrf-token"),
  "X-Requested-With": "odissee",
  ...more,
});

/** A request to our own server with the session and the token. */
export const send = (url: string, init: RequestInit = {}): Promise<Response> =>
  fetch(url, {
    credentials: "same-origin",
    ...init,
    headers: headers(init.headers as Record<string, string> | undefined),
  });

/** Posts JSON, returns JSON; the server's French sentence (RFC 9457 `detail`) becomes the error. */
export async function postJson(url: string, body: unknown): Promise<unknown> {
  const answer = await send(url, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", Accept: "application/json" },
  });
  const content = (await answer.json().catch(() => ({}))) as { detail?: string };
  if (!answer.ok) throw new Error(content.detail ?? "Le serveur a refusé la demande.");
  return content;
}
