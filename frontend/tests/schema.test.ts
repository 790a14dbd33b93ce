import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import settings from "../package.json";

it("The typed client is what the gateway's OpenAPI document makes; `make generate` writes it", async () => {
  const [, ...words] = settings.scripts.generate.split(" ");
  const check = promisify(execFile)(process.execPath, [
    "node_modules/openapi-typescript/bin/cli.js",
    ...words,
    "--check",
  ]);
  await expect(check).resolves.toBeDefined();
}, 120_000);
