import { defineConfig } from "vitest/config";
import { icons } from "./build/icons.ts";

/** Everything lands in dist/ under hashed names; dist/.vite/manifest.json tells the server which. */
export default defineConfig({
  base: "/static/",
  publicDir: false,
  plugins: [icons()],
  build: {
    manifest: true,
    target: ["chrome128", "firefox128", "safari18"],
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      input: {
        islands: "src/islands/index.ts",
        app: "src/styles/app.css",
        document: "src/styles/document.css",
      },
    },
  },
  test: { include: ["tests/**/*.test.ts"] },
});
