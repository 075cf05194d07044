import type { Browser, Page } from "playwright-core";
import { type Emulator, startEmulator } from "../../../emulator/src";
import { startBrowser } from "./browser";

const first = "postgres-emu00001";
const second = "postgres-emu00002";
const last = "pgro-emu00001";

let browser: Browser;
let emulator: Emulator;
let page: Page;

beforeAll(async () => {
  [browser, emulator] = await Promise.all([
    startBrowser(),
    startEmulator({ instances: 12, servers: 0, taskSeconds: 1, rate: 0 }),
  ]);
});
afterAll(async () => {
  await browser.close();
  await emulator.close();
});

const switchOf = (id: string) => page.getByRole("switch", { name: `SSL of ${id}`, exact: true });
const boxOf = async (id: string) => (await switchOf(id).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };

async function open(width: number, height: number): Promise<void> {
  await emulator.reset();
  page = await browser.newPage({ viewport: { width, height } });
  await page.goto(emulator.endpoint);
  await switchOf(last).waitFor();
}
afterEach(() => page.close());

const sizes = [
  ["a desktop", 1366, 900],
  ["a small window", 1000, 700],
  ["a phone", 390, 844],
] as const;

test.each(sizes)("no switch moves on %s, whatever happens", async (_, width, height) => {
  await open(width, height);
  const before = [await boxOf(first), await boxOf(second), await boxOf(last)];
  await emulator.control.changeInstance(first, { status: "deployment changing" });
  for (const id of [first, second, "postgres-emu00003", "postgres-emu00004"]) {
    emulator.control.startTask(id === first ? "postgres-emu00005" : id, { kind: "restart", seconds: 60 });
  }
  await emulator.control.changeInstance("postgres-emu00006", { sslEnabled: true });
  await page.getByRole("status").getByText("started").waitFor();
  await page.getByText("deployment changing").first().waitFor();
  await page.route("**/_emulator/console/overview*", (route) => route.abort());
  await page.getByRole("alert").waitFor();
  expect([await boxOf(first), await boxOf(second), await boxOf(last)]).toEqual(before);
});

test("offering another address moves no switch", async () => {
  await open(1366, 900);
  await emulator.control.changeInstance(first, { sslEnabled: true });
  await page.getByRole("switch", { name: `SSL of ${first}`, exact: true, checked: true }).waitFor();
  const before = [await boxOf(first), await boxOf(last)];
  await page.getByRole("combobox", { name: `Address of ${first} to protect` }).selectOption({ index: 2 });
  await page.getByRole("button", { name: `Move here: SSL of ${first}` }).waitFor();
  expect([await boxOf(first), await boxOf(last)]).toEqual(before);
});

test("a click right after the rows have moved changes nothing, and says so", async () => {
  await open(1366, 900);
  const { x, y, width, height } = await boxOf(second);
  await page.mouse.move(x + width / 2, y + height / 2);
  await emulator.control.destroyInstance("postgres-emu00003");
  await emulator.control.destroyInstance(first);
  // What stands under the mouse now is another one; whoever clicks meant the second.
  await switchOf(first).waitFor({ state: "detached" });
  await page.mouse.down();
  await page.mouse.up();
  await page.getByText("The list has just moved, so nothing was changed.").first().waitFor();
  expect(emulator.control.instances().filter(({ id }) => emulator.control.instance(id).sslEnabled)).toEqual([]);
});

test("all instances of a usual start are in sight on a desktop, and nothing is cut off", async () => {
  await open(1366, 900);
  const { y, height } = await boxOf(last);
  expect(y + height).toBeLessThan(900);
  expect(
    await page.evaluate(
      "[...document.querySelectorAll('main *')].filter((e) => e.scrollHeight > e.clientHeight + 2 && getComputedStyle(e).overflowY === 'auto').length",
    ),
  ).toBe(0);
});

test("on a phone nothing is wider than the screen, and the first switch comes in its upper half", async () => {
  await open(390, 844);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  expect((await boxOf(first)).y).toBeLessThan(844 / 2);
  expect(
    await page
      .getByRole("row")
      .filter({ has: switchOf(first) })
      .ariaSnapshot(),
  ).toContain("rowheader");
});
