import type { Overview } from "../../../emulator/src/http/console";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator({
  instances: 30,
  region: ["ap-guangzhou", "ap-shanghai"],
  servers: 1,
  checkReplies: false,
});
const get = (path: string, headers: Record<string, string> = {}) => fetch(emulator().endpoint + path, { headers });
const browser = { Accept: "text/html,application/xhtml+xml,*/*;q=0.8" };
const overview = async (query = "") => (await emulator.http("GET", `console/overview?${query}`)).json as Overview;

test("a browser gets the page at /, a program the API", async () => {
  const page = await get("/", browser);
  expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(await page.text()).toContain("<h1>TencentDB for PostgreSQL emulator</h1>");
  for (const headers of [{}, { Accept: "*/*" }, { ...browser, "X-TC-Action": "DescribeTasks" }]) {
    expect(await (await get("/", headers)).json()).toMatchObject({ Response: { Error: {} } });
  }
});

test("the page allows no script and no style but its own, and no other page to frame it", async () => {
  const policy = (await get("/", browser)).headers.get("content-security-policy") ?? "";
  const only = ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"];
  expect(policy.split("; ")).toEqual(expect.arrayContaining(only));
  expect(policy).not.toContain("unsafe");
});

test.each(["nothing.js", "../package.json", "..%2Fpackage.json", ""])(
  "there is no way to any other file: %s",
  async (name) => expect((await get(`/_emulator/console/${name}`)).status).toBe(404),
);

test("the filter finds instances by a part of their id or address, whatever its case, and by their setting", async () => {
  await emulator().control.changeInstance("postgres-emu00055", { sslEnabled: true });
  const found = async (query: string) => (await overview(query)).instances.map(({ id }) => id);
  expect(await found("filter=EMU00042 ")).toEqual(["postgres-emu00042"]);
  expect(await found("filter=cd-postgres-emu00007")).toEqual(["postgres-emu00007"]);
  expect(await found("ssl=on")).toEqual(["postgres-emu00055"]);
  expect(await found("ssl=off&filter=emu0005")).toHaveLength(9);
  expect(await found("filter=no-such-thing")).toEqual([]);
});

test("instances come a page at a time, never more than 50, and a page past the end is the last one", async () => {
  const page = async (query: string) => {
    const { offset, matching, instances } = await overview(query);
    return [offset, instances.length, instances.at(0)?.id, matching];
  };
  expect(await page("")).toEqual([0, 50, "postgres-emu00001", 62]);
  expect(await page("limit=1000&offset=50")).toEqual([50, 12, "postgres-emu00051", 62]);
  expect(await page("limit=15&offset=15")).toEqual([15, 15, "postgres-emu00016", 62]);
  expect(await page("limit=15&offset=9000")).toEqual([60, 2, "pgro-emu00001", 62]);
  expect(await page("limit=15&offset=9000&filter=nowhere")).toEqual([0, 0, undefined, 0]);
});

test("the overview tells the regions apart, and how many instances are read-only", async () => {
  const { regions, totals, instances } = await overview("limit=1&filter=shanghai");
  expect({ regions, totals, instances }).toMatchObject({
    regions: ["ap-guangzhou", "ap-shanghai"],
    totals: { instances: 62, readOnly: 2 },
    instances: [{ id: "postgres-emu00031", region: "ap-shanghai" }],
  });
});

test("an instance is shown with its running task, then with one that failed, but not with one that succeeded", async () => {
  const { control } = emulator();
  const taskOf = async () => (await overview("limit=1")).instances[0]?.task;
  const { id: good } = control.startTask("postgres-emu00001", { kind: "restart", seconds: 60 });
  expect(await taskOf()).toMatchObject({ id: good, status: "Running" });
  await control.finishTask(good);
  expect(await taskOf()).toBeNull();
  const { id: bad } = control.startTask("postgres-emu00001", { kind: "restart", seconds: 60 });
  await control.finishTask(bad, { status: "Fail" });
  expect(await taskOf()).toMatchObject({ id: bad, status: "Fail" });
});

test("the overview tells where a database is, but not its password", async () => {
  const { server } = emulator().control.instance("postgres-emu00001");
  const text = JSON.stringify(await overview());
  expect(text).toContain(`"${server?.host ?? ""}:${server?.port ?? ""}"`);
  expect(text).not.toContain(server?.password);
});
