import type { Browser, BrowserContext, Page } from "playwright-core";
import { postgres } from "tencentcloud-sdk-nodejs-postgres";
import { type Emulator, startEmulator } from "../../../emulator/src";
import { query } from "../postgres/connections";
import { startBrowser } from "./browser";

const id = "postgres-emu00001";

let browser: Browser;
let emulator: Emulator;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [browser, emulator] = await Promise.all([startBrowser(), startEmulator({ instances: 2, servers: 1, rate: 0 })]);
});
afterAll(async () => {
  await browser.close();
  await emulator.close();
});
beforeEach(async () => {
  await emulator.reset();
  context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  page = await context.newPage();
  await page.goto(emulator.endpoint);
  await page.getByRole("switch").first().waitFor();
});
afterEach(() => context.close());

const appears = (text: string | RegExp) => page.getByText(text).first().waitFor();
const button = (name: string) => page.getByRole("button", { name });

async function turnOn(plan: Parameters<Emulator["control"]["nextTask"]>[0]): Promise<number> {
  const { endpoint, region, secretId, secretKey, control } = emulator;
  const httpProfile = { endpoint: endpoint.replace("http://", ""), protocol: "http://" };
  const client = new postgres.v20170312.Client({
    credential: { secretId, secretKey },
    region,
    profile: { httpProfile },
  });
  control.nextTask(plan);
  const [ConnectAddress = ""] = control.instance(id).addresses;
  const { TaskId } = await client.ModifyDBInstanceSSLConfig({ DBInstanceId: id, SSLEnabled: true, ConnectAddress });
  return TaskId ?? 0;
}

test("a task that has ended stays in sight, with its result and its message", async () => {
  const task = await turnOn({ status: "Fail", message: "Out of disk." });
  await appears(`Task ${task} of ${id} started.`);
  await emulator.control.finishTask(task, { status: "Fail", message: "Out of disk." });
  await appears(`Task ${task} of ${id}: Fail, Out of disk.`);
  const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: String(task) }) });
  expect(await row.getByRole("cell", { name: "Fail" }).count()).toBe(1);
  expect(await row.getByRole("cell", { name: "Out of disk." }).count()).toBe(1);
});

test("what was said stays in sight with its time", async () => {
  await page.getByRole("switch", { name: `SSL of ${id}` }).click();
  await appears(`SSL of ${id} is now on`);
  await page.getByRole("switch", { name: `SSL of ${id}` }).click();
  await appears(`SSL of ${id} is now off`);
  const events = await page.getByRole("list", { name: "What happened" }).getByRole("listitem").allTextContents();
  expect(events).toEqual([
    expect.stringMatching(/^\d\d:\d\d:\d\d SSL of .* is now off\.$/),
    expect.stringMatching(/^\d\d:\d\d:\d\d SSL of .* is now on for 127\.0\.0\.1\.$/),
  ]);
});

test("the connection string can be copied, and leads to the database", async () => {
  await button(`Copy the connection string of ${id}`).click();
  await appears(`The connection string of ${id} is copied.`);
  const copied = new URL(await page.evaluate<string>("navigator.clipboard.readText()"));
  const { hostname: host, port, username: user, password, pathname } = copied;
  const login = { host, port: Number(port), user, password: decodeURIComponent(password), database: pathname.slice(1) };
  expect(await query(login, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  expect(copied.searchParams.get("sslmode")).toBe("disable");
});

test("a fault is added and removed, and a reset that is confirmed puts everything back", async () => {
  await page.getByRole("combobox", { name: "Call" }).selectOption("DescribeTasks");
  await page.getByRole("combobox", { name: "What happens" }).selectOption("HTTP 503");
  await page.getByRole("spinbutton", { name: "Times" }).fill("3");
  await button("Add fault").click();
  await appears('DescribeTasks: {"http":503}, 3 times');
  expect(emulator.control.faults()).toMatchObject([{ action: "DescribeTasks", times: 3, fault: { http: 503 } }]);
  await button("Remove all faults").click();
  await appears("No fault is to come.");
  expect(emulator.control.faults()).toEqual([]);

  await emulator.control.changeInstance(id, { sslEnabled: true });
  page.once("dialog", (dialog) => void dialog.dismiss());
  await button("Reset everything").click();
  expect(emulator.control.instance(id).sslEnabled).toBe(true);
  page.once("dialog", (dialog) => void dialog.accept());
  await button("Reset everything").click();
  await appears("Everything is as at the start.");
  expect(emulator.control.instance(id).sslEnabled).toBe(false);
});

test("a fault for an instance that there is not is refused in words", async () => {
  await page.getByRole("textbox", { name: "Instance" }).fill("postgres-nowhere0");
  await button("Add fault").click();
  await appears("That could not be done: There is no instance postgres-nowhere0.");
});

test("an emulator that accepts the connection and never answers is told like one that is gone", async () => {
  await page.route("**/_emulator/console/overview*", () => undefined);
  await page.getByRole("alert").getByText("The emulator has not answered since").waitFor();
  await page.unrouteAll();
  await page.getByRole("alert").waitFor({ state: "hidden" });
});
