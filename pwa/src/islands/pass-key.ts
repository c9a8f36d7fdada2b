import { decode, encode } from "../shared/base64url.ts";
import { postJson } from "../shared/server.ts";

type Options = {
  challenge: string;
  user?: { id: string; name: string; displayName: string };
  excludeCredentials?: { id: string; type: "public-key" }[];
  allowCredentials?: { id: string; type: "public-key" }[];
};

const list = (keys: Options["allowCredentials"]): PublicKeyCredentialDescriptor[] =>
  (keys ?? []).map((key) => ({ ...key, id: decode(key.id) }));

/** What the server sent (base64url strings) as the browser wants it (bytes). */
export function readOptions(options: Options): PublicKeyCredentialCreationOptions {
  const { user } = options;
  return {
    ...options,
    challenge: decode(options.challenge),
    ...(user && { user: { ...user, id: decode(user.id) } }),
    excludeCredentials: list(options.excludeCredentials),
    allowCredentials: list(options.allowCredentials),
  } as unknown as PublicKeyCredentialCreationOptions;
}

/** The browser's answer as the server wants it: each run of bytes as base64url. */
export function writeCredential(credential: PublicKeyCredential): Record<string, unknown> {
  const response: Record<string, unknown> = {};
  for (const name of [
    "clientDataJSON",
    "attestationObject",
    "authenticatorData",
    "signature",
    "userHandle",
  ]) {
    const bytes = (credential.response as unknown as Record<string, unknown>)[name];
    if (bytes instanceof ArrayBuffer) response[name] = encode(bytes);
  }
  const { id, type } = credential;
  return { id, rawId: encode(credential.rawId), type, response, clientExtensionResults: {} };
}

/**
 * `<pass-key data-mode="create|get" data-options="/…" data-verify="/…" data-done="/…">` around a button
 * and an element `[data-message]`. Options and answer are WebAuthn's JSON; hidden where unsupported.
 */
class PassKey extends HTMLElement {
  connectedCallback(): void {
    this.hidden = !("credentials" in navigator && "PublicKeyCredential" in window);
    this.querySelector("button")?.addEventListener("click", () => void this.#ask());
  }

  async #ask(): Promise<void> {
    try {
      const credential = await this.#credential();
      const answer = (await postJson(this.dataset.verify ?? "", credential)) as { href?: string };
      location.assign(answer.href ?? this.dataset.done ?? "/");
    } catch (error) {
      this.#say(error);
    }
  }

  async #credential(): Promise<Record<string, unknown>> {
    const sent = (await postJson(this.dataset.options ?? "", {})) as { publicKey?: Options } & Options;
    const publicKey = readOptions(sent.publicKey ?? sent);
    const made =
      this.dataset.mode === "create"
        ? await navigator.credentials.create({ publicKey })
        : await navigator.credentials.get({ publicKey: publicKey as PublicKeyCredentialRequestOptions });
    if (!(made instanceof PublicKeyCredential)) throw new Error("Aucune clé n’a été choisie.");
    return writeCredential(made);
  }

  #say(error: unknown): void {
    const refused = error instanceof DOMException && error.name === "NotAllowedError";
    const text = refused
      ? "Demande annulée sur cet appareil. Vous pouvez recommencer."
      : String((error as Error).message);
    const message = this.querySelector("[data-message]");
    if (message) message.textContent = text;
  }
}

customElements.define("pass-key", PassKey);
