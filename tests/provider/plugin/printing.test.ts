import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { Budget } from "../../../provider/time/budget";
import { Plugin } from "../../../provider/plugin/plugin";

/** Every way in which a value ends up in a log. */
function printed(value: object): string {
  const everything = { depth: null, showHidden: true, getters: true };
  return [inspect(value, everything), inspect(value, { ...everything, customInspect: false })].join("\n");
}

test("printing the plugin, its session and its connections shows no key, before and after a request was signed", async () => {
  const signed: (string | undefined)[] = [];
  const server = createServer(({ headers }, response) => {
    signed.push(headers.authorization);
    response.end('{"Response":{"SSLEnabled":false,"RequestId":"r"}}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  jest.replaceProperty(process, "env", { TENCENTCLOUD_SECRET_ID: "AKIDother", TENCENTCLOUD_SECRET_KEY: "ours-env" });
  const plugin = new Plugin(() => undefined);
  plugin.configure({ endpoint, secretId: "AKIDtest", secretKey: "ours-key", securityToken: "ours-token" });
  const { session } = plugin.host.cloud();

  expect(printed({ plugin, session, tools: session.tools })).not.toMatch(/ours-/);
  const instance = { dbInstanceId: "postgres-5gevh7gr", region: "ap-guangzhou" };
  await session.tools.api.describeSslConfig(instance, { budget: new Budget(60) });
  expect(signed).toEqual([expect.stringContaining("Credential=AKIDtest/")]);
  expect(printed({ plugin, session, tools: session.tools })).not.toMatch(/ours-/);

  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  jest.restoreAllMocks();
});
