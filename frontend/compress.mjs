// Puts a .gz and a .br beside every file of the build that is worth compressing; the servers send them as they are.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const DIST = join(import.meta.dirname, "dist");
const COMPRESSIBLE = /\.(css|html|js|json|mjs|svg|txt|webmanifest)$/;
// Below this, headers and packets cost more than compression saves.
const BYTES_MIN = 1024;

const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
const codings = {
  ".gz": (content) => gzipSync(content, { level: constants.Z_BEST_COMPRESSION }),
  ".br": (content) => brotliCompressSync(content, brotli),
};

for (const entry of readdirSync(DIST, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  if (!entry.isFile() || !COMPRESSIBLE.test(path)) continue;
  const content = readFileSync(path);
  if (content.length < BYTES_MIN) continue;
  for (const [ending, compressed] of Object.entries(codings)) {
    writeFileSync(path + ending, compressed(content));
  }
}
