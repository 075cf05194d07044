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
  beforeEach(() => open());
  afterEach(() => context.close());

  async function open(size?: { readonly width: number; readonly height: number }): Promise<void> {
    const viewport = size ? { viewport: size } : {};
    context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"], ...viewport });
    current = await context.newPage();
    await current.goto(emulator().endpoint);
    await current.getByRole("switch").first().waitFor();
  }
  const page = () => current;
  return {
    emulator,
    page,
    /** Opens another page, of this size, in place of the one that is open. */
    reopen: async (width: number, height: number) => {
      await context.close();
      await open({ width, height });
    },
    button: (name: string) => page().getByRole("button", { name }),
    choice: (name: string) => page().getByRole("combobox", { name, exact: true }),
    switchOf: (id: string) => page().getByRole("switch", { name: `SSL of ${id}`, exact: true }),
    /** Waits until a text is on the page. */
    appears: (text: string | RegExp, within: Page | Locator = page()) => within.getByText(text).first().waitFor(),
    /** The vendor's SDK, as a program under test uses it. */
    sdk: () => new postgres.v20170312.Client(sdkOptions(emulator())),
    database: (id: string) => {
      const { server } = emulator().control.instance(id);
      if (!server) throw new Error(`${id} has no database`);
      return server;
    },
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
async function startBrowser(): Promise<Browser> {
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
