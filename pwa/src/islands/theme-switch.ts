const YEAR = 365 * 24 * 3600;

/** `<theme-switch>` around three radios (system, light, dark): applied at once, kept in a cookie. */
class ThemeSwitch extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("change", (event) => {
      if (event.target instanceof HTMLInputElement) apply(event.target.value);
    });
  }
}

function apply(theme: string): void {
  const root = document.documentElement;
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  else delete root.dataset.theme;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: Firefox and Safari of two years ago lack the Cookie Store
  document.cookie = `theme=${theme}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure}`;
}

customElements.define("theme-switch", ThemeSwitch);
