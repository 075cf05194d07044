import { type CheckResponse, DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import type { InstanceSslConfigInputs } from "../../../provider/resource/properties";
import { TOKENS, UNKNOWN_VALUE } from "../../../provider/resource/pulumi-names";
import { received, sent } from "../../../provider/plugin/secrets";
import { eventually } from "../../emulator/use-emulator";
import { inputsOf } from "../inputs";
import { type CallFailed, type ServedPlugin, servePlugin } from "./served-plugin";

const URN = "urn:pulumi:prod::shop::tencentcloud-postgres-ssl:index:InstanceSslConfig::orders";
const SECRET = new Set(["connectAddress"]);
const { Kind } = PropertyDiff;

let served: ServedPlugin;
beforeEach(async () => (served = await servePlugin()));
afterEach(() => served.close());

const database = () => served.emulator.control.instance("postgres-emu00001");

/** Arguments as `check` returns them. */
function inputs(more: Partial<InstanceSslConfigInputs> = {}) {
  return inputsOf(database(), { taskTimeoutSeconds: 60, ...more });
}

async function check(news: object, secretNames?: ReadonlySet<string>) {
  const reply = await served.call("check", { urn: URN, news: sent(news, secretNames) });
  return { failures: failuresIn(reply), ...received(reply.getInputs()) };
}

function failuresIn(reply: CheckResponse) {
  return reply.getFailuresList().map((each) => ({ property: each.getProperty(), reason: each.getReason() }));
}

async function create(properties: object, { preview = false, secretNames = new Set<string>(), timeout = 0 } = {}) {
  const reply = await served.call("create", { urn: URN, preview, timeout, properties: sent(properties, secretNames) });
  return { id: reply.getId(), ...received(reply.getProperties()) };
}

async function update(olds: object, news: object, { preview = false } = {}) {
  const reply = await served.call("update", { urn: URN, preview, olds: sent(olds), news: sent(news) });
  return received(reply.getProperties());
}

async function read(id: string, olds: object = {}, secretNames?: ReadonlySet<string>) {
  const reply = await served.call("read", { id, properties: sent(olds, secretNames) });
  return { id: reply.getId(), state: received(reply.getProperties()), inputs: received(reply.getInputs()) };
}

async function diff(olds: object, news: object, secretNames?: ReadonlySet<string>, ignorechangesList: string[] = []) {
  const reply = await served.call("diff", { olds: sent(olds), news: sent(news, secretNames), ignorechangesList });
  const kinds = reply.getDetaileddiffMap().toArray();
  return {
    hasChanges: reply.getChanges() === DiffResponse.DiffChanges.DIFF_SOME,
    replaces: reply.getReplacesList(),
    stables: reply.getStablesList(),
    diffs: reply.getDiffsList(),
    detailed: Object.fromEntries(kinds.map(([name]) => [name, reply.getDetaileddiffMap().get(name)?.getKind()])),
  };
}

function failureOf(call: Promise<unknown>): Promise<CallFailed> {
  return call.then(
    () => Promise.reject(new Error("it did not fail")),
    (error: unknown) => error as CallFailed,
  );
}

describe("a resource's life", () => {
  test("create turns SSL on, shows its progress at the resource, and tells what was observed", async () => {
    const created = await create(inputs());

    const { id, addresses } = database();
    expect(created).toMatchObject({ id, values: { sslEnabled: true, connectAddress: addresses[0], taskId: 100001 } });
    expect(created.values).toHaveProperty("caUrl");
    const { lines } = served.engine;
    const turningOn = `${id}: turning SSL on for ${addresses[0]}; this restarts the database`;
    expect(lines[0]).toEqual({ urn: URN, line: turningOn });
    expect(lines.at(-1)?.line).toContain("as observed in the cloud");
    expect(database()).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });
  });

  test("the preview of a create tells which outputs only the change brings, and makes no call", async () => {
    const previewed = await create(inputs(), { preview: true, secretNames: SECRET });

    const unknown = { caUrl: UNKNOWN_VALUE, caCertificate: UNKNOWN_VALUE, taskId: UNKNOWN_VALUE };
    expect(previewed).toMatchObject({ id: "", values: { ...inputs(), ...unknown }, secretNames: SECRET });
    expect(served.emulator.control.latestCalls()).toEqual([]);
  });

  test("the preview of an update knows what a change would bring anew, all where only the state is written, and makes no call", async () => {
    const { values } = await create(inputs());
    const previewed = async (more: Parameters<typeof inputs>[0]) =>
      (await update(values, inputs(more), { preview: true })).values;

    expect(await previewed({ onDelete: "retain" })).toEqual({ ...values, onDelete: "retain" });
    const [, connectAddress = ""] = database().addresses;
    const unknown = { caUrl: UNKNOWN_VALUE, taskId: UNKNOWN_VALUE };
    expect(await previewed({ connectAddress })).toMatchObject({ connectAddress, ...unknown });
    const off = await previewed({ sslEnabled: false });
    expect(off).toMatchObject({ taskId: UNKNOWN_VALUE });
    expect(off).not.toHaveProperty("caUrl");
    expect(database()).toMatchObject({ modifies: 1 });
  });

  test("update moves the certificate to the other address, and delete turns SSL off", async () => {
    const { values } = await create(inputs());
    const [, connectAddress = ""] = database().addresses;
    const updated = await update(values, inputs({ connectAddress }));
    expect(updated.values).toMatchObject({ connectAddress, taskId: 100002 });
    expect(database()).toMatchObject({ connectAddress, modifies: 2, restarts: 2 });

    await served.call("delete", { urn: URN, properties: sent(updated.values) });
    expect(database()).toMatchObject({ sslEnabled: false, modifies: 3 });
  });

  test("a change that is not finished in the custom timeout stays in the state as observed, and its secret stays secret", async () => {
    served.emulator.control.nextTask({ status: "stuck", effect: "none" });
    const failure = await failureOf(create(inputs(), { secretNames: SECRET, timeout: 3 }));

    expect(failure.message).toContain("not finished after 3 s");
    expect(failure.message).not.toContain(database().addresses[0]);
    expect(failure.kept).toMatchObject({
      id: database().id,
      values: { sslEnabled: false, taskId: 100001, taskTimeoutSeconds: 60, unfinishedChange: true },
      secretNames: SECRET,
    });
    expect(failure.kept?.reasons).toEqual([failure.message]);
  });

  test("cancel ends a change at once; the state keeps it", async () => {
    served.emulator.control.nextTask({ status: "stuck", effect: "applied" });
    const failed = failureOf(create(inputs()));
    await eventually(() => served.engine.lines.some(({ line }) => line.includes("100001")));
    await served.call("cancel");
    const { message, kept } = await failed;
    expect(message).toMatch(/was cancelled .* Last seen: task 100001/);
    expect(kept).toMatchObject({ id: database().id, values: { unfinishedChange: true } });
  });
});

describe("read", () => {
  test("tells of a refresh what was observed, as outputs and as arguments", async () => {
    const { values } = await create(inputs());
    await served.emulator.control.changeInstance(database().id, { sslEnabled: false });

    const { id, state, inputs: observed } = await read(database().id, values, SECRET);

    expect(id).toBe(database().id);
    expect(state).toMatchObject({ values: { sslEnabled: false, taskId: 100001 }, secretNames: SECRET });
    expect(observed.values).toEqual(inputs({ sslEnabled: false }));
  });

  test("imports an instance by its id, in the provider's region or in the one before the slash", async () => {
    const [{ id }, { region }] = [database(), served.emulator];
    expect(await read(id)).toMatchObject({ id, inputs: { values: { dbInstanceId: id, region, sslEnabled: false } } });
    expect(await read(`${region}/${id}`)).toMatchObject({ id, inputs: { values: { dbInstanceId: id, region } } });
    expect(await read(`ap-singapore/${id}`)).toMatchObject({ id: "" });
  });

  test.each([undefined, null, UNKNOWN_VALUE])("says how to name the region where none is set: %j", async (region) => {
    await served.configure({ region });
    const failure = await failureOf(read("postgres-emu00001"));
    expect(failure.message).toBe(
      "reading the SSL setting of postgres-emu00001: no region is set. Import it as REGION/postgres-emu00001, set it " +
        "with `pulumi config set tencentcloud-postgres-ssl:region REGION`, or in TENCENTCLOUD_REGION",
    );
  });
});

describe("check", () => {
  test("fills in the defaults, and keeps what is secret", async () => {
    const { id, addresses } = database();
    const checked = await check({ dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0] }, SECRET);
    expect(checked).toEqual({ failures: [], values: inputs({ taskTimeoutSeconds: 1200 }), secretNames: SECRET });
  });

  test("names what is wrong, and shows no secret", async () => {
    const news = { ...inputs(), connectAddress: "hunter2 hunter2", onDelete: "keep" };
    const { failures } = await check(news, SECRET);
    expect(failures).toHaveLength(2);
    expect(failures).toContainEqual({ property: "onDelete", reason: 'must be "disable" or "retain", but is "keep"' });
    expect(JSON.stringify(failures)).not.toContain("hunter2");
    // The engine prints the value of a property that a failure names.
    const aboutTheSecret = { property: "", reason: expect.stringMatching(/^connectAddress must be/) as string };
    expect(failures).toContainEqual(aboutTheSecret);
    expect((await check({ ...news, connectAddress: "hunter2\u001b" }, SECRET)).failures).toContainEqual(aboutTheSecret);
  });
});

describe("diff", () => {
  test("of equal arguments is none", async () => {
    expect(await diff({ ...inputs(), caUrl: "u", taskId: 1 }, inputs())).toEqual({
      hasChanges: false,
      replaces: [],
      stables: ["dbInstanceId", "region"],
      diffs: [],
      detailed: {},
    });
  });

  test("tells argument by argument what is added, changed and removed", async () => {
    const { connectAddress: _, ...off } = inputs({ sslEnabled: false });
    const on = inputs({ taskTimeoutSeconds: 61 });
    expect((await diff(off, on)).detailed).toEqual({
      sslEnabled: Kind.UPDATE,
      connectAddress: Kind.ADD,
      taskTimeoutSeconds: Kind.UPDATE,
    });
    expect((await diff(on, off)).detailed).toMatchObject({ connectAddress: Kind.DELETE });
  });

  test.each([
    [["sslEnabled"], { sslEnabled: false }, []],
    [['["sslEnabled"]', "connectAddress"], { sslEnabled: false, connectAddress: "10.0.0.9" }, []],
    [["connectAddress"], { connectAddress: "10.0.0.9", sslEnabled: false }, ["sslEnabled"]],
    [["region"], { region: "ap-seoul" }, []],
    [["sslEnabled.on", "ssl*", "[0]"], { sslEnabled: false }, ["sslEnabled"]],
    ...["*", "[*]", '["*"]'].map((path): [string[], object, string[]] => [
      [path],
      { sslEnabled: false, connectAddress: "10.0.0.9", region: "ap-seoul", taskTimeoutSeconds: 1 },
      [],
    ]),
  ])(
    "with ignoreChanges %j leaves out of %j what somebody else changed in the cloud",
    async (paths, observed, diffs) => {
      const compared = await diff(inputs(observed), inputs(), undefined, paths);
      expect(compared).toMatchObject({ hasChanges: diffs.length > 0, replaces: [], diffs });
    },
  );

  test("with ignoreChanges of sslEnabled leaves out an address that somebody else chose for a database declared without SSL", async () => {
    const { connectAddress: _, ...off } = inputs({ sslEnabled: false });
    expect(await diff(inputs(), off, undefined, ["sslEnabled"])).toMatchObject({ hasChanges: false, diffs: [] });
  });

  test("replaces the resource for another instance or one that is not known yet", async () => {
    for (const dbInstanceId of ["postgres-emu00002", UNKNOWN_VALUE])
      expect(await diff(inputs(), inputs({ dbInstanceId }))).toMatchObject({
        hasChanges: true,
        replaces: ["dbInstanceId"],
        stables: ["region"],
        diffs: ["dbInstanceId"],
        detailed: { dbInstanceId: Kind.UPDATE_REPLACE },
      });
  });

  test("of an argument that becomes secret is a change, so that the state hides it", async () => {
    expect(await diff(inputs(), inputs(), SECRET)).toMatchObject({ hasChanges: true, replaces: [], detailed: {} });
  });
});

describe("the provider", () => {
  test("looks up an instance's setting", async () => {
    const args = sent({ dbInstanceId: database().id });
    const reply = await served.call("invoke", { tok: TOKENS.lookup, args });
    expect(received(reply.getReturn()).values).toMatchObject({ dbInstanceId: database().id, sslEnabled: false });
  });

  test("tells its schema and version, and takes secrets but nothing that it does not understand", async () => {
    const schema = await served.call("getSchema");
    const info = await served.call("getPluginInfo");
    expect(JSON.parse(schema.getSchema())).toMatchObject({
      name: "tencentcloud-postgres-ssl",
      version: info.getVersion(),
    });

    const handshake = await served.call("handshake");
    expect(handshake.toObject()).toMatchObject({ acceptSecrets: true, acceptResources: false, acceptOutputs: false });
    const accepts = { acceptsecrets: true, supportspreview: true, acceptresources: false, acceptoutputs: false };
    expect((await served.configure()).toObject()).toMatchObject(accepts);
  });

  test("refuses a misspelt setting with the likely name and without its value, and passes what the engine keeps with them", async () => {
    const failuresOf = async (news: object) => failuresIn(await served.call("checkConfig", { news: sent(news) }));
    const failures = await failuresOf({ secretKye: "hunter2" });
    const reason = expect.stringContaining(
      "secretKye is not a setting of this provider: did you mean secretKey?; the settings are region, ",
    ) as string;
    // The engine prints the value of a property that a failure names.
    expect(failures).toEqual([{ property: "", reason }]);
    expect(JSON.stringify(failures)).not.toContain("hunter2");

    const ofTheEngine = {
      version: "0.1.0",
      pluginDownloadURL: "",
      pluginChecksums: {},
      parameterization: {},
      __internal: {},
    };
    const settings = { region: "ap-guangzhou", secretKey: "k", ...ofTheEngine };
    expect(await failuresOf(settings)).toEqual([]);
  });

  test("is updated with another key, and never replaced with all its resources", async () => {
    const olds = sent({ secretId: "id", secretKey: "old", region: "ap-guangzhou" });
    const diffOf = async (news: object) => (await served.call("diffConfig", { olds, news: sent(news) })).toObject();
    const { DIFF_NONE: none, DIFF_SOME: some } = DiffResponse.DiffChanges;
    const changed = { changes: some, diffsList: ["region", "secretKey"], replacesList: [] };
    expect(await diffOf({ secretId: "id", secretKey: "new" })).toMatchObject(changed);
    expect(await diffOf(olds.toJavaScript())).toMatchObject({ changes: none, diffsList: [] });
  });

  test("with the same settings again keeps its connection, and so its pace", async () => {
    const { api } = served.plugin.host.cloud().session.tools;
    await served.configure();
    expect(served.plugin.host.cloud().session.tools.api).toBe(api);
  });

  test("starts no change for an engine that is gone, and ends", async () => {
    // It brings no address, and takes none away.
    await served.call("handshake");
    served.engine.server.forceShutdown();
    const failure = await failureOf(create(inputs()));
    expect(failure.message).toContain("the Pulumi CLI that started this run is gone, so the change was not started");
    expect(database()).toMatchObject({ modifies: 0 });
    await eventually(() => served.engine.isGone);
  });
});
