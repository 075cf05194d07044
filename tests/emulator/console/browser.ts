import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { type Browser, chromium } from "playwright-core";

const packageFolder = dirname(dirname(require.resolve("@sparticuz/chromium")));
const cacheFolder = join(__dirname, "..", "..", "..", "node_modules", ".cache", "chromium");

/**
 * Starts the browser that npm brings.
 *
 * The package's own unpacking is not used: it writes to one fixed place in the temporary folder and takes a
 * half-written file of another process for a whole one.
 */
export async function startBrowser(): Promise<Browser> {
  const executablePath = join(cacheFolder, "headless-shell");
  if (!existsSync(executablePath)) {
    mkdirSync(cacheFolder, { recursive: true });
    const unpacking = `${executablePath}.${process.pid}`;
    const packed = createReadStream(join(packageFolder, "bin", "chromium.br"));
    await pipeline(packed, createBrotliDecompress(), createWriteStream(unpacking, { mode: 0o755 }));
    renameSync(unpacking, executablePath);
  }
  // Chromium's sandbox does not work for root, which is who runs tests in many containers.
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
}
