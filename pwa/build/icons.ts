import { readdirSync, readFileSync } from "node:fs";
import type { Plugin } from "vite";

const OWN = "src/icons/signs";
const LUCIDE = "node_modules/lucide-static/icons";

const body = (path: string): string =>
  readFileSync(path, "utf8")
    .replace(/<!--.*?-->/gs, "")
    .replace(/^[\s\S]*?<svg[^>]*>/, "")
    .replace(/<\/svg>\s*$/, "")
    .replace(/\s*\n\s*/g, "")
    .replace(/\s+\/>/g, "/>");

/** Names kept from Lucide (src/icons/lucide.txt) and our own signs, as { name: svg body }. */
export function drawings(): Record<string, string> {
  const kept = readFileSync("src/icons/lucide.txt", "utf8").split("\n").filter(Boolean);
  const own = readdirSync(OWN).map((file) => file.replace(".svg", ""));
  return Object.fromEntries([
    ...own.map((name) => [name, body(`${OWN}/${name}.svg`)]),
    ...kept.map((name) => [name, body(`${LUCIDE}/${name}.svg`)]),
  ]);
}

/** Writes dist/icons.json, from which the server builds its sprite. */
export function icons(): Plugin {
  return {
    name: "odissee-icons",
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "icons.json", source: JSON.stringify(drawings()) });
    },
  };
}
