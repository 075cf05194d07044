import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { shortenTraces } from "../../../../provider/resource/short-trace";
import {
  getInstanceSslConfig,
  getInstanceSslConfigOutput,
  InstanceSslConfig,
  Provider,
} from "../../../../provider/plugin/node";

const registered: { type: string; name: string; inputs: Record<string, unknown>; id: string | undefined }[] = [];
const called: { token: string; inputs: object }[] = [];

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs, id }) => {
      registered.push({ type, name, inputs: inputs as Record<string, unknown>, id });
      const state = { region: "ap-guangzhou", onDelete: "disable", taskTimeoutSeconds: 1200, caUrl: "http://ca" };
      return { id: id ?? "postgres-5gevh7gr", state: { ...state, taskId: 100016, ...(inputs as object) } };
    },
    call: ({ token, inputs }) => {
      called.push({ token, inputs: inputs as object });
      return { ...(inputs as object), sslEnabled: true };
    },
  });
});
beforeEach(() => {
  registered.length = called.length = 0;
});

function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}

const ARGS = { dbInstanceId: "postgres-5gevh7gr", sslEnabled: true, connectAddress: "10.6.0.4" };

test("a resource has the type of the schema, its arguments, and an output for everything in its state", async () => {
  const register = jest.spyOn(MockMonitor.prototype, "registerResource");
  const ssl = new InstanceSslConfig("orders", ARGS);
  const { dbInstanceId, sslEnabled, connectAddress, region, onDelete, taskTimeoutSeconds } = ssl;
  const observed = pulumi.output({ dbInstanceId, sslEnabled, connectAddress, region, onDelete, taskTimeoutSeconds });
  const defaults = { region: "ap-guangzhou", onDelete: "disable", taskTimeoutSeconds: 1200 };
  expect(await valueOf(observed)).toEqual({ ...ARGS, ...defaults });
  const { caUrl, caCertificate, taskId, requestId } = ssl;
  const ofTheCloud = await valueOf(pulumi.all([caUrl, caCertificate, taskId, requestId]));
  expect(ofTheCloud).toEqual(["http://ca", undefined, 100016, undefined]);
  expect(registered).toEqual([
    { type: "tencentcloud-postgres-ssl:index:InstanceSslConfig", name: "orders", inputs: ARGS, id: "" },
  ]);
  // A stack that holds the other provider's resource keeps it.
  const request = register.mock.calls[0]?.[0] as RegisterResourceRequest;
  expect(request.getAliasesList()[0]?.getSpec()?.getType()).toBe(
    "pulumi-nodejs:dynamic/tencentcloud-postgres:InstanceSslConfig",
  );
});

test("a resource that is refused has its program's line in its trace, and traces are as long as before afterwards", async () => {
  const { stackTraceLimit } = Error;
  await valueOf(new InstanceSslConfig("traced", ARGS).urn);
  expect(Error.stackTraceLimit).toBe(stackTraceLimit);
  const declareBadly = () => new InstanceSslConfig("", ARGS);
  const stack = expect.stringContaining("declareBadly") as string;
  const refusal: unknown = expect.objectContaining({ message: expect.stringContaining("name") as string, stack });
  expect(declareBadly).toThrow(refusal as Error);
  expect(Error.stackTraceLimit).toBe(stackTraceLimit);
});

type Prepare = ((error: Error, sites: NodeJS.CallSite[]) => string) | undefined;
const traces: { prepareStackTrace?: Prepare } = Error;
const frames = (count: number) => ["Error: of the SDK", ...Array<string>(count).fill("    at")];

test.each<[string, Prepare, string[], string[]]>([
  ["have seven frames, as V8 writes them", undefined, [], frames(7)],
  ["have seven frames, as the program wants them", (_, sites) => `${sites.length} frames`, [], ["7 frames"]],
  ["are left to Node.js where it maps sources", undefined, ["--enable-source-maps"], frames(9)],
])("traces that the SDK takes meanwhile %s", (_, prepare, execArgv, lines) => {
  const replaced = jest.replaceProperty(traces, "prepareStackTrace", prepare);
  const options = jest.replaceProperty(process, "execArgv", execArgv);
  const short = shortenTraces();
  Error.stackTraceLimit = 9;
  const { stack = "" } = new Error("of the SDK");
  short.restore();
  const { prepareStackTrace } = traces;
  replaced.restore();
  options.restore();

  expect(stack.split("\n").map((line) => line.replace(/( at) .*/, "$1"))).toEqual(lines);
  expect(prepareStackTrace).toBe(prepare);
});

test("get reads an instance by its id, without arguments of its own", async () => {
  const ssl = InstanceSslConfig.get("existing", "ap-seoul/postgres-5gevh7gr", { region: "ap-seoul" });
  expect(await valueOf(ssl.id)).toBe("ap-seoul/postgres-5gevh7gr");
  expect(registered).toMatchObject([{ id: "ap-seoul/postgres-5gevh7gr", inputs: { region: "ap-seoul" } }]);
});

test("a provider keeps its keys secret, and nothing else", async () => {
  const keys = { secretId: "id", secretKey: "key", securityToken: "token" };
  await valueOf(new Provider("bank", { region: "ap-shanghai", ...keys }).urn);
  expect(registered).toMatchObject([
    { type: "pulumi:providers:tencentcloud-postgres-ssl", inputs: { region: "ap-shanghai" } },
  ]);
  const secrets = Object.entries(registered[0]?.inputs ?? {}).filter(([, value]) => pulumi.runtime.isRpcSecret(value));
  expect(secrets.map(([name]) => name).sort()).toEqual(Object.keys(keys));
});

test("a provider without keys sends none", async () => {
  await valueOf(new Provider("bare").urn);
  expect(registered[0]?.inputs).toEqual({});
});

test("a lookup asks for the instance, with plain arguments or with outputs", async () => {
  const token = "tencentcloud-postgres-ssl:index:getInstanceSslConfig";
  expect(await getInstanceSslConfig({ dbInstanceId: "postgres-5gevh7gr" })).toMatchObject({ sslEnabled: true });
  const output = getInstanceSslConfigOutput({ dbInstanceId: pulumi.output("postgres-5gevh7gr"), region: "ap-seoul" });
  expect(await valueOf(output)).toMatchObject({ sslEnabled: true });
  expect(called).toEqual([
    { token, inputs: { dbInstanceId: "postgres-5gevh7gr" } },
    { token, inputs: { dbInstanceId: "postgres-5gevh7gr", region: "ap-seoul" } },
  ]);
});
