/**
 * `npm run registry-pages`: writes the two pages that Pulumi's Registry shows, and the examples in the plugin's schema. With
 * `-- --check` it writes nothing, and fails if they are not what they would be.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { registryFiles } from "./registry-pages/files";

const repository = join(__dirname, "..");

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
  const files = Object.entries(await registryFiles()).map(([path, text]) => ({
    path,
    text,
    file: join(repository, path),
  }));
  if (!values.check) {
    for (const { file, text } of files) writeFileSync(file, text);
    return;
  }
  const stale = files.filter(({ file, text }) => readFileSync(file, "utf8") !== text).map(({ path }) => path);
  if (stale.length === 0) return;
  console.error(`Run \`npm run registry-pages\`: it would change ${stale.join(", ")}.`);
  process.exitCode = 1;
}

void main();
