import { query } from "../postgres/connections";
import { useConsole } from "./use-console";

const id = "postgres-emu00001";
const { emulator, page, appears, button, choice, switchOf, sdk } = useConsole({ instances: 2, servers: 1 });

test("a task that has ended stays in sight, with its result and its message", async () => {
  const { control } = emulator();
  control.nextTask({ status: "Fail", message: "Out of disk.", seconds: 2 });
  const [ConnectAddress = ""] = control.instance(id).addresses;
  const change = { DBInstanceId: id, SSLEnabled: true, ConnectAddress };
  const { TaskId: task = 0 } = await sdk().ModifyDBInstanceSSLConfig(change);
  await appears(`Task ${task} of ${id} started.`);
  await control.finishTask(task, { status: "Fail", message: "Out of disk." });
  await appears(`Task ${task} of ${id}: Fail, Out of disk.`);
  const header = page().getByRole("rowheader", { name: String(task) });
  const row = page().getByRole("row").filter({ has: header });
  for (const name of ["Fail", "Out of disk."]) expect(await row.getByRole("cell", { name }).count()).toBe(1);
});

test("announcements stay in sight with their time", async () => {
  for (const state of ["on", "off"]) {
    await switchOf(id).click();
    await appears(`SSL of ${id} is now ${state}`);
  }
  const events = page().getByRole("list", { name: "What happened" }).getByRole("listitem");
  expect(await events.allTextContents()).toEqual([
    expect.stringMatching(/^\d\d:\d\d:\d\d SSL of .* is now off\.$/),
    expect.stringMatching(/^\d\d:\d\d:\d\d SSL of .* is now on for 127\.0\.0\.1\.$/),
  ]);
});

test("the connection string can be copied, and leads to the database", async () => {
  await button(`Copy the connection string of ${id}`).click();
  await appears(`The connection string of ${id} is copied.`);
  const copied = new URL(await page().evaluate<string>("navigator.clipboard.readText()"));
  const { hostname: host, port, username: user, password, pathname } = copied;
  const login = { host, port: Number(port), user, password: decodeURIComponent(password), database: pathname.slice(1) };
  expect(await query(login, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  expect(copied.searchParams.get("sslmode")).toBe("disable");
});

test("a fault is added and removed, and a reset that is confirmed puts everything back", async () => {
  const { control } = emulator();
  await choice("Call").selectOption("DescribeTasks");
  await choice("What happens").selectOption("HTTP 503");
  await page().getByRole("spinbutton", { name: "Times" }).fill("3");
  await button("Add fault").click();
  await appears('DescribeTasks: {"http":503}, 3 times');
  expect(control.faults()).toMatchObject([{ action: "DescribeTasks", times: 3, fault: { http: 503 } }]);
  await button("Remove all faults").click();
  await appears("No fault is to come.");
  expect(control.faults()).toEqual([]);

  await control.changeInstance(id, { sslEnabled: true });
  page().once("dialog", (dialog) => void dialog.dismiss());
  await button("Reset everything").click();
  expect(control.instance(id).sslEnabled).toBe(true);
  page().once("dialog", (dialog) => void dialog.accept());
  await button("Reset everything").click();
  await appears("Everything is as at the start.");
  expect(control.instance(id).sslEnabled).toBe(false);
});

test("a fault for an unknown instance is refused with a sentence", async () => {
  await page().getByRole("textbox", { name: "Instance" }).fill("postgres-nowhere0");
  await button("Add fault").click();
  await appears("That could not be done: There is no instance postgres-nowhere0.");
});

test("an emulator that accepts the connection and never answers is reported like one that is gone", async () => {
  await page().route("**/_emulator/console/overview*", () => undefined);
  await appears("The emulator has not answered since", page().getByRole("alert"));
  await page().unrouteAll();
  await page().getByRole("alert").waitFor({ state: "hidden" });
});
