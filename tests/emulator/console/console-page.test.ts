import axe from "axe-core";
import type { Locator } from "playwright-core";
import { tlsVersion } from "../postgres/connections";
import { useConsole } from "./use-console";

const first = "postgres-emu00001";
const second = "postgres-emu00002";
/** What the browser complained about, such as scripts that failed or were refused. */
let complaints: string[] = [];

const { emulator, page, appears, button, choice, database, sdk, switchOf } = useConsole({
  instances: 2000,
  servers: 1,
  taskSeconds: 1,
});
beforeEach(async () => {
  complaints = [];
  page().on("pageerror", (error) => complaints.push(error.message));
  page().on("console", (message) => complaints.push(message.text()));
  // Whatever the page complained about while it was loaded, it complains about again.
  await page().reload();
  await switchOf(first).waitFor();
});
afterEach(() => expect(complaints).toEqual([]));

const instance = (id: string) => emulator().control.instance(id);
const addressOf = (id: string) => choice(`Address of ${id} to protect`);
const rowOf = (id: string) =>
  page()
    .getByRole("row")
    .filter({ has: page().getByRole("rowheader", { name: id }) });
const table = (name: string) => page().getByRole("table", { name });
const filter = () => page().getByRole("searchbox", { name: "Filter" });
/** What was said last, without its time. */
const said = async () => (await page().getByRole("status").textContent())?.replace(/^\d\d:\d\d:\d\d /, "");
const isFocused = async (element: Locator) => (await element.and(page().locator(":focus")).count()) === 1;
const press = async (...keys: string[]) => {
  for (const key of keys) await page().keyboard.press(key);
};
const waitForSsl = (id: string, checked: boolean) =>
  page()
    .getByRole("switch", { name: `SSL of ${id}`, exact: true, checked })
    .waitFor();

/** Goes on with the Tab key until the element has the focus. */
async function tabTo(element: Locator): Promise<void> {
  for (let presses = 0; presses < 50; presses++) {
    if (await isFocused(element)) return;
    await press("Tab");
  }
  throw new Error("The element cannot be reached with the Tab key.");
}

test("somebody with a keyboard turns SSL on for the address of their choice, and off again", async () => {
  const [, publicAddress = ""] = instance(first).addresses;
  await tabTo(addressOf(first));
  await press("ArrowDown", "Shift+Tab");
  expect(await isFocused(switchOf(first))).toBe(true);
  await press("Space");
  await waitForSsl(first, true);
  expect(await said()).toBe(`SSL of ${first} is now on for ${publicAddress}.`);
  expect(instance(first)).toMatchObject({ sslEnabled: true, connectAddress: publicAddress });
  const verifyFull = { ca: database(first).caCertificate };
  expect(await tlsVersion(database(first), verifyFull, publicAddress)).toBe("TLSv1.3");

  expect(await isFocused(switchOf(first))).toBe(true);
  await press("Enter");
  await waitForSsl(first, false);
  expect(instance(first)).toMatchObject({ sslEnabled: false, connectAddress: "" });
  await expect(tlsVersion(database(first), verifyFull, publicAddress)).rejects.toThrow("does not support SSL");
});

test("while SSL is on, choosing another address changes nothing until it is confirmed", async () => {
  const [privateAddress = "", publicAddress = ""] = instance(second).addresses;
  await switchOf(second).focus();
  await press("Space");
  await waitForSsl(second, true);
  await press("Tab", "ArrowDown");
  expect(instance(second).connectAddress).toBe(privateAddress);
  await press("Tab", "Enter");
  await appears(`SSL of ${second} is now on for ${publicAddress}.`);
  expect(instance(second).connectAddress).toBe(publicAddress);
  expect(await button(`SSL of ${second}`).isVisible()).toBe(false);
  expect(await isFocused(addressOf(second))).toBe(true);
});

test("a switch is behind the API's back: the API reports the drift, and no call and no task of it", async () => {
  await switchOf(first).click();
  await waitForSsl(first, true);
  expect((await sdk().DescribeDBInstanceSSLConfig({ DBInstanceId: first })).SSLEnabled).toBe(true);
  expect(emulator().control.tasks()).toEqual([]);
  expect(instance(first)).toMatchObject({ modifies: 0, restarts: 0 });
});

test("what a program does is seen as it happens: its call, the task with its progress, and the new setting", async () => {
  const [address = ""] = instance(first).addresses;
  emulator().control.nextTask({ seconds: 3600 });
  await switchOf(first).focus();
  await sdk().ModifyDBInstanceSSLConfig({ DBInstanceId: first, SSLEnabled: true, ConnectAddress: address });
  const taskId = instance(first).runningTaskId ?? 0;
  await appears(`Task ${taskId} of ${first} started.`);
  const progress = page().getByRole("progressbar", { name: `Progress of task ${taskId}` });
  expect(await progress.getAttribute("value")).toBe("0");
  expect(await table("Running tasks").getByRole("cell", { name: "Pre-check" }).count()).toBe(1);
  const call = table("Latest API calls").getByRole("row", { name: "ModifyDBInstanceSSLConfig" });
  expect(await call.getByRole("cell").allTextContents()).toEqual([
    ...["ModifyDBInstanceSSLConfig", first, "OK"],
    expect.stringMatching(/^\d+\.\d ms$/),
  ]);

  await emulator().control.finishTask(taskId);
  await waitForSsl(first, true);
  await appears("No task is running.");
  expect(await said()).toContain(`SSL of ${first} is now on for ${address}.`);
  expect((await rowOf(first).getByRole("cell").last().textContent())?.trim()).toBe("1 restarts by the API");
  expect(await isFocused(switchOf(first))).toBe(true);
});

test("a call that fails is listed with its code", async () => {
  await expect(sdk().DescribeDBInstanceSSLConfig({ DBInstanceId: "postgres-nowhere0" })).rejects.toThrow();
  await appears(/InstanceNotFoundError$/, table("Latest API calls"));
});

test("a change that is refused is said, and the switch stays what it was", async () => {
  const refusal = { status: 409, json: { error: "The instance is busy." } };
  await page().route("**/_emulator/instances/*", (route) => route.fulfill(refusal));
  await switchOf(first).click();
  await appears(`SSL of ${first} was not changed: The instance is busy.`);
  await waitForSsl(first, false);
  // The browser itself writes of every failed request.
  expect(complaints.splice(0)).toEqual([expect.stringContaining("409")]);
});

test("among 2,000 instances the filter finds one by its id, and those with SSL on", async () => {
  const rows = page().getByRole("switch");
  expect(await rows.count()).toBe(50);
  await appears("50 of 2,001 are shown. Narrow them down with the filter.");
  await filter().fill("emu01234");
  await appears("1 of 2,001 match the filter.");
  await switchOf("postgres-emu01234").click();
  await waitForSsl("postgres-emu01234", true);
  await filter().fill("");
  await choice("SSL").selectOption("on");
  await appears("1 of 2,001 match the filter.");
  expect(await rows.count()).toBe(1);
  expect(instance("postgres-emu01234").sslEnabled).toBe(true);
});

test("when the filter takes the row with the focus away, the focus stays in the table", async () => {
  await choice("SSL").selectOption("off");
  await switchOf(first).focus();
  await press("Space");
  await switchOf(first).waitFor({ state: "detached" });
  expect(await isFocused(page().getByRole("group", { name: "Instances" }))).toBe(true);
});

test.each(["light", "dark"] as const)("nothing stands in the way of assistive technology, %s", async (colorScheme) => {
  await page().emulateMedia({ colorScheme });
  await filter().fill("emu0000");
  emulator().control.nextTask({ status: "stuck" });
  await sdk().ModifyDBInstanceSSLConfig({ DBInstanceId: second, SSLEnabled: true, ConnectAddress: "10.0.0.2" });
  await switchOf(first).click();
  await waitForSsl(first, true);
  await page().getByRole("progressbar").waitFor();
  await page().evaluate(axe.source);
  const { violations, passes } = await page().evaluate<axe.AxeResults>("axe.run()");
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([]);
  expect(passes.map(({ id }) => id)).toContain("color-contrast");
});

test("a screen reader gets a name for every table, switch and address, and announces changes", async () => {
  for (const name of ["Instances with their SSL setting", "Running tasks", "Latest API calls"]) {
    expect(await table(name).count()).toBe(1);
  }
  expect(await switchOf(first).getAttribute("aria-describedby")).toBe("switch-hint");
  expect(await rowOf(first).ariaSnapshot()).toContain(`switch "SSL of ${first}"`);
  expect(await page().getByRole("status").count()).toBe(1);
});

test("the focus can be seen", async () => {
  await tabTo(switchOf(first));
  expect(await page().evaluate<string>("getComputedStyle(document.activeElement).outlineStyle")).toBe("solid");
});

test("when the emulator ends, the page says so, and recovers when it answers again", async () => {
  await page().route("**/_emulator/console/overview*", (route) => route.abort());
  await appears(/The emulator has not answered since/, page().getByRole("alert"));
  await page().unrouteAll();
  await page().getByRole("alert").waitFor({ state: "hidden" });
  expect(complaints.splice(0).every((text) => text.includes("ERR_FAILED"))).toBe(true);
});

test("the page loads nothing from anywhere else", async () => {
  const hosts = new Set<string>();
  page().on("request", (request) => hosts.add(new URL(request.url()).origin));
  await page().reload();
  await switchOf(first).waitFor();
  expect([...hosts]).toEqual([emulator().endpoint]);
});
