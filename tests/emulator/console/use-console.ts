import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from "playwright-core";
import { postgres } from "tencentcloud-sdk-nodejs-postgres";
import type { EmulatorOptions } from "../../../emulator/src";
import { sdkOptions } from "../sdk-options";
import { useEmulator } from "../use-emulator";

/** Gives a file of tests an emulator with its console open in a browser, in a new page for each test. */
export function useConsole(options: EmulatorOptions) {
  const emulator = useEmulator({ checkReplies: false, ...options });
  let browser: Browser;
  let context: BrowserContext;
  let current: Page;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
    current = await context.newPage();
    await current.goto(emulator().endpoint);
    await current.getByRole("switch").first().waitFor();
  });
  afterEach(() => context.close());

  const page = () => current;
  return {
    emulator,
    page,
    button: (name: string) => page().getByRole("button", { name }),
    choice: (name: string) => page().getByRole("combobox", { name, exact: true }),
    switchOf: (id: string) => page().getByRole("switch", { name: `SSL of ${id}`, exact: true }),
    /** Waits until the switch of an instance shows that SSL is on, or off. */
    showsSsl: (id: string, checked: boolean) =>
      page()
        .getByRole("switch", { name: `SSL of ${id}`, exact: true, checked })
        .waitFor(),
    /** Waits until a text is on the page. */
    appears: (text: string | RegExp, within: Page | Locator = page()) => within.getByText(text).first().waitFor(),
    /** The vendor's SDK, as a program under test uses it. */
    sdk: () => new postgres.v20170312.Client(sdkOptions(emulator())),
  };
}

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
