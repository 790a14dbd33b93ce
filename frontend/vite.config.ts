import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { catalogFileName, icu } from "./icu.ts";

// In the shop itself pages and API have one origin; while developing, Vite serves the pages and passes the rest on.
const shop = process.env.CLOUDSHOP_URL ?? "http://localhost:8080";
const proxy = Object.fromEntries(["/api", "/pictures", "/.well-known"].map((path) => [path, shop]));

export default defineConfig({
  plugins: [react(), icu()],
  json: { namedExports: false },
  server: { proxy },
  preview: { proxy },
  build: {
    target: "es2022",
    manifest: true,
    // An asset inside a style sheet would be a data: address, which the Content-Security-Policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Two chunks that every page needs, instead of ten small ones that compress badly; vendor outlives a release.
    rolldownOptions: {
      output: {
        chunkFileNames: (chunk) => catalogFileName(chunk) ?? "assets/[name]-[hash].js",
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            // Only staff pages have tables, and load them beside themselves.
            { name: "table", test: /node_modules\/@tanstack\/(react-table|table-core|react-store|store)/ },
            { name: "vendor", test: /node_modules/ },
            { name: "shared", test: /src\/(api|i18n|money|queries(?!\/table)|session|ui)\// },
          ],
        },
      },
    },
  },
  test: {
    environment: "happy-dom",
    include: ["tests/**/*.test.{ts,tsx}"],
    setupFiles: ["tests/support/texts.ts"],
    restoreMocks: true,
    // More than a component waits for on a busy machine (tests/support/renderShop.tsx).
    testTimeout: 30_000,
  },
});
