import { once } from "node:events";
import { spawn } from "node:child_process";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { ConfigureRequest, CreateRequest } from "@pulumi/pulumi/proto/provider_pb";
import { grpc, Struct } from "../../provider/plugin/sdk-modules";
import { useLocalCloud } from "./local-cloud";
import { until } from "./moments";

const cloud = useLocalCloud();

const SHELL = `exports.handler = () =>
  require("module").createRequire(process.cwd() + "/")("pulumi-tencentcloud-postgres-ssl/runtime");`;

test("a provider whose lines nobody reads finishes its change for the engine that waits for it, and ends with that engine", async () => {
  const connections = new Set<Socket>();
  const engine = createServer((socket) => connections.add(socket.on("error", () => undefined)));
  const end = () => {
    engine.close();
    connections.forEach((socket) => socket.destroy());
  };
  await once(engine.listen(0, "127.0.0.1"), "listening");
  const address = `127.0.0.1:${(engine.address() as AddressInfo).port}`;
  const program = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
  const child = spawn(process.execPath, [program, address], {
    env: { ...process.env, ...cloud.env, PULUMI_NODEJS_PROJECT: "orphaned" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  try {
    const [port] = (await once(createInterface(child.stdout), "line")) as [string];
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    const configuration = new ConfigureRequest();
    configuration.setArgs(Struct.fromJavaScript({}));
    await new Promise((done) => client.configure(configuration, done));
    child.stdout.destroy();
    child.stderr.destroy();

    const { id, addresses } = cloud.instance();
    const request = new CreateRequest();
    const setting = { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0], region: "ap-guangzhou" };
    const inputs = { ...setting, onDelete: "disable", taskTimeoutSeconds: 600, __provider: SHELL };
    request.setProperties(Struct.fromJavaScript(inputs));
    expect(await new Promise((done) => client.create(request, done))).toBeNull();
    client.close();
    expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });
    expect(child.exitCode).toBeNull();

    end();
    await until(() => child.exitCode !== null);
  } finally {
    child.kill("SIGKILL");
    end();
  }
});
