import { startProxy, type TestProxy } from "../stand-ins/proxy";
import { useLocalCloud } from "./local-cloud";
import { stackProtecting } from "./protecting-stack";
import { mustDestroy, mustUp, up } from "./stack-verbs";

const cloud = useLocalCloud({ instances: 2 });
let proxy: TestProxy;
beforeAll(async () => (proxy = await startProxy("runner:pr0xy-secret")));
afterAll(() => proxy.close());

test("up and destroy work through a proxy with a password, which is printed nowhere", async () => {
  const { id, stack } = await stackProtecting(cloud, 1, { HTTP_PROXY: `http://runner:pr0xy-secret@${proxy.host}` });
  const { output } = await mustUp(stack, ["-v=9", "--logtostderr"]);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, restarts: 1 });
  expect(proxy.requests.length).toBeGreaterThanOrEqual(5);
  expect(output).not.toContain("pr0xy-secret");

  await mustDestroy(stack);
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: false });
});

test("without the proxy's password, up ends with one message that names the proxy, and nothing is changed", async () => {
  const { id, stack } = await stackProtecting(cloud, 2, { HTTP_PROXY: `http://runner:wr0ng@${proxy.host}` });
  const { exitCode, output } = await up(stack);

  expect(exitCode).not.toBe(0);
  expect(output).toContain(`HTTP 407 Proxy Authentication Required (through the proxy ${proxy.host})`);
  expect(output).not.toContain("wr0ng");
  expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: false, modifies: 0 });
});
