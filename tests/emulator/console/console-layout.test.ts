import { useConsole } from "./use-console";

const first = "postgres-emu00001";
const second = "postgres-emu00002";
const last = "pgro-emu00001";
const desktop = { width: 1366, height: 900 };

const { emulator, page, showsSsl, switchOf, button, choice } = useConsole({ instances: 12, taskSeconds: 1 });
const boxOf = async (id: string) => (await switchOf(id).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
const boxesOf = async (...ids: string[]) => Promise.all(ids.map(boxOf));

test.each([
  ["a desktop", 1366, 900],
  ["a small window", 1000, 700],
  ["a phone", 390, 844],
] as const)("no switch moves on %s, whatever happens", async (_, width, height) => {
  await page().setViewportSize({ width, height });
  const before = await boxesOf(first, second, last);
  await emulator().control.changeInstance(first, { status: "deployment changing" });
  for (const id of ["postgres-emu00005", second, "postgres-emu00003", "postgres-emu00004"]) {
    emulator().control.startTask(id, { kind: "restart", seconds: 60 });
  }
  await emulator().control.changeInstance("postgres-emu00006", { sslEnabled: true });
  await page().getByRole("status").getByText("started").waitFor();
  await page().getByText("deployment changing").first().waitFor();
  await page().route("**/_emulator/console/overview*", (route) => route.abort());
  await page().getByRole("alert").waitFor();
  expect(await boxesOf(first, second, last)).toEqual(before);
});

test("offering another address moves no switch", async () => {
  await page().setViewportSize(desktop);
  await emulator().control.changeInstance(first, { sslEnabled: true });
  await showsSsl(first, true);
  const before = await boxesOf(first, last);
  await choice(`Address of ${first} to protect`).selectOption({ index: 2 });
  await button(`Move here: SSL of ${first}`).waitFor();
  expect(await boxesOf(first, last)).toEqual(before);
});

test("a click right after the rows have moved changes nothing, and says so", async () => {
  await page().setViewportSize(desktop);
  const { x, y, width, height } = await boxOf(second);
  await page().mouse.move(x + width / 2, y + height / 2);
  // The page's clock stands still, so that the click is in time on a busy machine too.
  await page().evaluate("(performance.now = (ms => () => ms)(performance.now() + 60_000)) && true");
  await emulator().control.destroyInstance("postgres-emu00003");
  await emulator().control.destroyInstance(first);
  // Another row is under the mouse now; the click was meant for the second.
  await switchOf(first).waitFor({ state: "detached" });
  await page().mouse.down();
  await page().mouse.up();
  await page().getByText("The list has just moved, so nothing was changed.").first().waitFor();
  const { control } = emulator();
  expect(control.instances().filter(({ id }) => control.instance(id).sslEnabled)).toEqual([]);
});

test("all instances of a usual start are in sight on a desktop, and nothing is cut off", async () => {
  await page().setViewportSize(desktop);
  const { y, height } = await boxOf(last);
  expect(y + height).toBeLessThan(900);
  const isCut = "(e) => e.scrollHeight > e.clientHeight + 2 && getComputedStyle(e).overflowY === 'auto'";
  expect(await page().evaluate(`[...document.querySelectorAll('main *')].filter(${isCut}).length`)).toBe(0);
});

test("on a phone nothing is wider than the screen, and the first switch comes in its upper half", async () => {
  await page().setViewportSize({ width: 390, height: 844 });
  expect(await page().evaluate("document.documentElement.scrollWidth")).toBe(390);
  expect((await boxOf(first)).y).toBeLessThan(844 / 2);
  const row = page()
    .getByRole("row")
    .filter({ has: switchOf(first) });
  expect(await row.ariaSnapshot()).toContain("rowheader");
});
