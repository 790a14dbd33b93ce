// Writes what every page has in its head to dist/build-tags.html, for the pages that a function renders: all that the
// document has there, but for what such a page says itself.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const DIST = join(import.meta.dirname, "dist");
const OWN = /<title>.*?<\/title>|<meta name="description"[^>]*>/g;

const document = readFileSync(join(DIST, "index.html"), "utf8");
const head = document.slice(document.indexOf("<head>") + "<head>".length, document.indexOf("</head>"));
const tags = head
  .replace(OWN, "")
  .split("\n")
  .map((line) => line.trim());
writeFileSync(join(DIST, "build-tags.html"), tags.filter((line) => line !== "").join("\n    "));
