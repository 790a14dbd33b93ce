import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";

it("The typed client is what the gateway's OpenAPI document makes; `make web-generate` writes it", async () => {
  const check = promisify(execFile)("npm", ["run", "--silent", "generate", "--", "--check"]);
  await expect(check).resolves.toBeDefined();
}, 120_000);
