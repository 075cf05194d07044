import axe from "axe-core";
import type { Locator, Route } from "playwright-core";
import { query } from "../postgres/connections";
import { useConsole } from "./use-console";

const first = "postgres-emu00001";
const second = "postgres-emu00002";
/** What the browser complained about, such as scripts that failed or were refused. */
let complaints: string[] = [];

const options = { instances: 2000, servers: 1, taskSeconds: 1 };
const { emulator, page, appears, button, choice, sdk, showsSsl, switchOf } = useConsole(options);
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
/** The text of a cell in an instance's row. */
const cellOf = async (id: string, name: "number" | "status") =>
  (await rowOf(id).locator(`.${name}`).textContent())?.replace(/\s+/g, " ").trim();
const table = (name: string) => page().getByRole("table", { name });
const filter = () => page().getByRole("searchbox", { name: "Filter" });
/** What was said last, without its time. */
const said = async () => (await page().getByRole("status").textContent())?.replace(/^\d\d:\d\d:\d\d /, "");
const isFocused = async (element: Locator) => (await element.and(page().locator(":focus")).count()) === 1;
const press = async (...keys: string[]) => {
  for (const key of keys) await page().keyboard.press(key);
};
/** Goes on with the Tab key until the element has the focus. */
async function tabTo(element: Locator): Promise<void> {
  for (let presses = 0; presses < 50; presses++) {
    if (await isFocused(element)) return;
    await press("Tab");
  }
  throw new Error("The element cannot be reached with the Tab key.");
}

test("somebody with a keyboard turns SSL on for the address of their choice, and off again, behind the API's back", async () => {
  const [, publicAddress = ""] = instance(first).addresses;
  await tabTo(addressOf(first));
  await press("ArrowDown", "Shift+Tab");
  expect(await isFocused(switchOf(first))).toBe(true);
  await press("Space");
  await showsSsl(first, true);
  expect(await said()).toBe(`SSL of ${first} is now on for ${publicAddress}.`);
  expect(instance(first)).toMatchObject({ sslEnabled: true, connectAddress: publicAddress });

  expect(await isFocused(switchOf(first))).toBe(true);
  await press("Enter");
  await showsSsl(first, false);
  expect(instance(first)).toMatchObject({ sslEnabled: false, connectAddress: "", modifies: 0, restarts: 0 });
  expect(emulator().control.tasks()).toEqual([]);
  expect(await cellOf(first, "number")).toBe("2 restarts");
  const events = page().getByRole("list", { name: "What happened" }).getByRole("listitem");
  expect(await events.allTextContents()).toEqual([
    expect.stringMatching(/^\d\d:\d\d:\d\d SSL of .* is now off\.$/),
    expect.stringMatching(/^\d\d:\d\d:\d\d SSL of .* is now on for 127\.0\.1\.1\.$/),
  ]);
});

test("while SSL is on, choosing another address changes nothing until it is confirmed", async () => {
  const [privateAddress = "", publicAddress = ""] = instance(second).addresses;
  await switchOf(second).focus();
  await press("Space");
  await showsSsl(second, true);
  await press("Tab", "ArrowDown");
  expect(instance(second).connectAddress).toBe(privateAddress);
  await press("Tab", "Enter");
  await appears(`SSL of ${second} is now on for ${publicAddress}.`);
  expect(instance(second).connectAddress).toBe(publicAddress);
  expect(await button(`SSL of ${second}`).isVisible()).toBe(false);
  expect(await isFocused(addressOf(second))).toBe(true);
});

test("what a program does is seen as it happens: its call, the task with its progress, and the new setting", async () => {
  const [address = ""] = instance(first).addresses;
  const change = { DBInstanceId: first, SSLEnabled: true, ConnectAddress: address };
  emulator().control.nextTask({ seconds: 3600 });
  await switchOf(first).focus();
  const { TaskId: taskId = 0 } = await sdk().ModifyDBInstanceSSLConfig(change);
  await appears(`Task ${taskId} of ${first} started.`);
  const progress = page().getByRole("progressbar", { name: `Progress of task ${taskId}` });
  expect(await progress.getAttribute("value")).toBe("0");
  expect(await table("Running tasks").getByRole("cell", { name: "Pre-check" }).count()).toBe(1);
  const call = table("Latest API calls").getByRole("row", { name: "ModifyDBInstanceSSLConfig" });
  expect(await call.getByRole("cell").allTextContents()).toEqual([
    ...["ModifyDBInstanceSSLConfig", first, "OK"],
    expect.stringMatching(/^\d+\.\d ms$/),
  ]);
  await expect(sdk().ModifyDBInstanceSSLConfig(change)).rejects.toThrow();
  await appears(/InstanceStatusLimitError$/, table("Latest API calls"));

  await emulator().control.finishTask(taskId);
  await showsSsl(first, true);
  await appears("No task is running.");
  expect(await said()).toContain(`SSL of ${first} is now on for ${address}.`);
  expect(await cellOf(first, "number")).toBe("1 restart");
  expect(await isFocused(switchOf(first))).toBe(true);
});

test("a task that has failed stays in sight, with its result and its message", async () => {
  emulator().control.nextTask({ status: "stuck" });
  const { TaskId: task = 0 } = await sdk().ModifyDBInstanceSSLConfig({ DBInstanceId: first, SSLEnabled: false });
  await appears(`Task ${task} of ${first} started.`);
  await emulator().control.finishTask(task, { status: "Fail", message: "Out of disk." });
  await appears(`Task ${task} of ${first}: Fail, Out of disk.`);
  expect(await cellOf(first, "status")).toBe(`running Task ${task}: Fail`);
  for (const name of ["Fail", "Out of disk."]) {
    expect(await rowOf(String(task)).getByRole("cell", { name }).count()).toBe(1);
  }
});

test("a message can be dismissed, goes by itself after a while, and leaves the newest task; a failure stays until dismissed", async () => {
  await page().clock.install();
  await switchOf(first).click();
  await showsSsl(first, true);
  expect(await said()).toContain(`SSL of ${first} is now on`);
  await page().clock.runFor(11_000);
  expect(await said()).toBe("");
  await switchOf(first).click();
  await appears("is now off", page().getByRole("status"));
  await button("Dismiss the message").click();
  expect(await said()).toBe("");

  const { id } = emulator().control.startTask(second, { kind: "restart", seconds: 3600 });
  await page().clock.runFor(1500);
  await appears(`Task ${id} of ${second} started.`, page().getByRole("status"));
  await emulator().control.finishTask(id, { status: "Fail", message: "Out of disk." });
  await page().clock.runFor(1500);
  await appears("Out of disk.", page().getByRole("status"));
  const colourOf = (element: Locator) => element.evaluate("(e) => getComputedStyle(e).color");
  expect(await colourOf(page().getByRole("status"))).toBe(await colourOf(table("Running tasks").locator(".failed")));
  await page().clock.runFor(60_000);
  expect(await said()).toContain("Out of disk.");
  await button("Dismiss the message").click();
  await page().locator("#latest-task").getByText(`Task ${id} of ${second}: Fail`).waitFor();
});

test("a row says that its switch is under way, and in which task its instance is busy", async () => {
  let answer: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  await page().route("**/_emulator/instances/*", async (route) => {
    await answered;
    await route.continue();
  });
  await switchOf(first).click();
  await rowOf(first).getByText("changing SSL …").waitFor();
  answer();
  await showsSsl(first, true);
  await rowOf(first).getByText("running").waitFor();
  const { id } = emulator().control.startTask(second, { kind: "restart", seconds: 3600 });
  await rowOf(second).getByText(`Task ${id}: 0%`).waitFor();
  expect(await cellOf(second, "status")).toBe(`restarting Task ${id}: 0%`);
});

test("a change that is refused is said, and the switch stays what it was", async () => {
  const refusal = { status: 409, json: { error: "The instance is busy." } };
  await page().route("**/_emulator/instances/*", (route) => route.fulfill(refusal));
  await switchOf(first).click();
  await appears(`SSL of ${first} was not changed: The instance is busy.`);
  await showsSsl(first, false);
  // The browser itself writes of every failed request.
  expect(complaints.splice(0)).toEqual([expect.stringContaining("409")]);
});

test("among 2,000 instances the filter finds one by its id, and those with SSL on", async () => {
  const rows = page().getByRole("switch");
  expect(await rows.count()).toBe(15);
  await appears("1–15 of 2,001");
  await button("Next page").click();
  await appears("16–30 of 2,001");
  await switchOf("postgres-emu00016").waitFor();
  await filter().fill("emu01234");
  await appears("1 found among 2,001");
  await switchOf("postgres-emu01234").click();
  await showsSsl("postgres-emu01234", true);
  await filter().fill("");
  await choice("SSL").selectOption("on");
  await appears("1 found among 2,001");
  expect(await rows.count()).toBe(1);
  expect(instance("postgres-emu01234").sslEnabled).toBe(true);
  await filter().fill("nowhere");
  await appears("No instance matches the filter.");
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
  await showsSsl(first, true);
  await page().getByRole("progressbar").waitFor();
  await page().evaluate(axe.source);
  const { violations, passes } = await page().evaluate<axe.AxeResults>("axe.run()");
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([]);
  expect(passes.map(({ id }) => id)).toContain("color-contrast");
});

test("the focus can be seen, and a screen reader hears what a switch is for", async () => {
  await tabTo(switchOf(first));
  expect(await page().evaluate<string>("getComputedStyle(document.activeElement).outlineStyle")).toBe("solid");
  expect(await switchOf(first).getAttribute("aria-describedby")).toBe("switch-hint");
  const instances = table("Instances with their SSL setting");
  expect(await instances.ariaSnapshot()).toContain(`switch "SSL of ${first}"`);
});

test.each([
  ["refuses connections", (route: Route) => route.abort()],
  ["accepts them and never answers", () => undefined],
])("an emulator that %s is reported, until it answers again", async (_, handle) => {
  await page().route("**/_emulator/console/overview*", handle);
  await appears(/The emulator has not answered since/, page().getByRole("alert"));
  await page().unrouteAll();
  await page().getByRole("alert").waitFor({ state: "hidden" });
  expect(complaints.splice(0).every((text) => text.includes("ERR_FAILED"))).toBe(true);
});

test("the connection string can be copied, and leads to the database", async () => {
  await button(`Copy the connection string of ${first}`).click();
  await appears(`The connection string of ${first} is copied.`);
  const copied = new URL(await page().evaluate<string>("navigator.clipboard.readText()"));
  const { hostname: host, port, username: user, password, pathname } = copied;
  const login = { host, port: Number(port), user, password: decodeURIComponent(password), database: pathname.slice(1) };
  expect(await query(login, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  expect(copied.searchParams.get("sslmode")).toBe("disable");
});

test("a fault is added and removed, and one for an unknown instance is refused with a sentence", async () => {
  const { control } = emulator();
  await choice("Call").selectOption("DescribeTasks");
  await choice("What happens").selectOption("HTTP 503");
  await page().getByRole("spinbutton", { name: "Times" }).fill("3");
  await button("Add fault").click();
  await appears('DescribeTasks: {"http":503}, 3 times');
  expect(control.faults()).toMatchObject([{ action: "DescribeTasks", times: 3, fault: { http: 503 } }]);
  await button("Remove all faults").click();
  await appears("No faults are set.");
  expect(control.faults()).toEqual([]);

  await page().getByRole("textbox", { name: "Instance" }).fill("postgres-nowhere0");
  await button("Add fault").click();
  await appears("That could not be done: There is no instance postgres-nowhere0.");
  expect(complaints.splice(0)).toEqual([expect.stringContaining("404")]);
});

test("a reset that is confirmed puts everything back", async () => {
  await emulator().control.changeInstance(first, { sslEnabled: true });
  for (const [answer, isOn] of [
    ["dismiss", true],
    ["accept", false],
  ] as const) {
    page().once("dialog", (dialog) => void dialog[answer]());
    await button("Reset everything").click();
    if (!isOn) await appears("Everything is as at the start.");
    expect(instance(first).sslEnabled).toBe(isOn);
  }
});
