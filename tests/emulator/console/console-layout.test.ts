import { useConsole } from "./use-console";

const first = "postgres-emu00001";
const second = "postgres-emu00002";
const third = "postgres-emu00003";
const last = "pgro-emu00001";
const widths = [320, 375, 390, 414, 1000, 1280];
const desktop = { width: 1366, height: 900 };

const { emulator, page, showsSsl, switchOf, button, choice } = useConsole({ instances: 12, taskSeconds: 1 });
const boxOf = async (id: string) => (await switchOf(id).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
/** Waits until the page shows what it asks for after the window has another size. */
const resize = async (width: number, height: number) => {
  await page().setViewportSize({ width, height });
  const size = width >= 1248 ? 13 : width <= 640 ? 3 : 8;
  const rows = page().locator("#instances tr");
  await rows.nth(size - 1).waitFor();
  await rows.nth(size).waitFor({ state: "detached" });
};
const boxesOf = async (...ids: string[]) => Promise.all(ids.map(boxOf));

test.each([
  ["a desktop", 1366, 900],
  ["a small window", 1000, 700],
  ["a phone", 390, 844],
] as const)("no switch moves on %s, whatever happens", async (_, width, height) => {
  await resize(width, height);
  const before = await boxesOf(first, second, third);
  await emulator().control.changeInstance(first, { status: "deployment changing" });
  for (const id of ["postgres-emu00005", second, third, "postgres-emu00004"]) {
    emulator().control.startTask(id, { kind: "restart", seconds: 60 });
  }
  await emulator().control.changeInstance("postgres-emu00006", { sslEnabled: true });
  await page().getByRole("status").getByText("started").waitFor();
  await page().getByText("deployment changing").first().waitFor();
  await page().route("**/_emulator/console/overview*", (route) => route.abort());
  await page().getByRole("alert").waitFor();
  expect(await boxesOf(first, second, third)).toEqual(before);
});

test("offering another address moves no switch", async () => {
  await resize(desktop.width, desktop.height);
  await emulator().control.changeInstance(first, { sslEnabled: true });
  await showsSsl(first, true);
  const before = await boxesOf(first, last);
  await choice(`Address of ${first} to protect`).selectOption({ index: 2 });
  await button(`Move here: SSL of ${first}`).waitFor();
  expect(await boxesOf(first, last)).toEqual(before);
});

test("a click right after the rows have moved changes nothing, and says so", async () => {
  await resize(desktop.width, desktop.height);
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
  await resize(desktop.width, desktop.height);
  const { y, height } = await boxOf(last);
  expect(y + height).toBeLessThan(900);
  const isCut = "(e) => e.scrollHeight > e.clientHeight + 2 && getComputedStyle(e).overflowY === 'auto'";
  expect(await page().evaluate(`[...document.querySelectorAll('main *')].filter(${isCut}).length`)).toBe(0);
});

test("on a phone the first switch comes in the upper half, and a row is still a row", async () => {
  await resize(390, 844);
  expect((await boxOf(first)).y).toBeLessThan(844 / 2);
  const row = page()
    .getByRole("row")
    .filter({ has: switchOf(first) });
  expect(await row.ariaSnapshot()).toContain("rowheader");
});

describe("with a long error code, a failed task with a long message, and SSL on for a name", () => {
  const message = "The certificate could not be issued: the authority did not answer in time.";
  beforeEach(async () => {
    const { control } = emulator();
    const code = "FailedOperation.FailedOperationError";
    control.addFault({ action: "ModifyDBInstanceSSLConfig", fault: { error: { code } } });
    await emulator.modify(first, "10.0.0.1");
    const [, , name = ""] = control.instance(second).addresses;
    await control.changeInstance(second, { sslEnabled: true, connectAddress: name });
    const { id } = control.startTask(first, { kind: "restart", seconds: 3600 });
    await page().getByText(`Task ${id} of ${first} started.`).first().waitFor();
    await control.finishTask(id, { status: "Fail", message });
    await page().getByRole("status").getByText(message).waitFor();
  });

  test.each(widths)("at %s pixels nothing is wider than the screen, squeezed, cut off or too small", async (width) => {
    await resize(width, 844);
    expect(await page().evaluate("document.documentElement.scrollWidth")).toBe(width);
    const heights = await page().evaluate<number[]>(
      "[...document.querySelectorAll('tbody tr')].map((e) => e.offsetHeight)",
    );
    expect(Math.max(...heights)).toBeLessThan(200);
    const isCut = "(e) => e.tagName !== 'SELECT' && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1";
    const cut = `[...document.querySelectorAll("main *, header *")].filter(${isCut}).map((e) => e.outerHTML)`;
    expect(await page().evaluate<string[]>(cut)).toEqual([]);
    expect(await smallTargets(24)).toEqual([]);
  });

  test.each([320, 390])("at %s pixels all controls but those beside small text fit a finger", async (width) => {
    await resize(width, 844);
    expect(await smallTargets(36, ":not(a):not(.copy):not(summary)")).toEqual([]);
  });

  test.each(widths)("at %s pixels the newest task is in sight, and no message lies over anything", async (width) => {
    await resize(width, 844);
    const news = await boundsOf("#news");
    expect(news.bottom).toBeLessThan((await boundsOf("main")).top);
    expect(news.top).toBeGreaterThan((await boundsOf("header")).bottom);
    await button("Dismiss the message").click();
    expect(await boundsOf("#news")).toEqual(news);
    const latest = await boundsOf("#latest-task");
    expect(latest.top).toBeGreaterThanOrEqual(news.top);
    expect(latest.bottom).toBeLessThanOrEqual(news.bottom);
    await page().evaluate("scrollTo(0, document.body.scrollHeight)");
    expect(await page().evaluate("scrollY")).toBeGreaterThan(0);
    expect((await boundsOf("#news")).top).toBe(0);
  });
});

test("on a desktop the tasks stand beside the instances, and on a phone right after a few of them", async () => {
  await resize(1280, 800);
  expect((await boundsOf("#tasks-title")).top).toBeLessThan(200);
  await resize(390, 844);
  expect((await boundsOf("#tasks-title")).top).toBeLessThan(844);
});

/** Controls that are on the page and less high or wide than so many pixels. */
async function smallTargets(pixels: number, among = ""): Promise<string[]> {
  const controls = `a${among}, button${among}, input, select, summary${among}`;
  const isSmall = `(e) => e.checkVisibility({ visibilityProperty: true }) && (e.offsetHeight < ${pixels} || e.offsetWidth < ${pixels})`;
  return page().evaluate(`[...document.querySelectorAll("${controls}")].filter(${isSmall}).map((e) => e.outerHTML)`);
}

/** Where an element is in the window. */
async function boundsOf(selector: string): Promise<{ readonly top: number; readonly bottom: number }> {
  return page().evaluate(`(({ top, bottom }) => ({ top, bottom }))(
    document.querySelector("${selector}").getBoundingClientRect())`);
}
