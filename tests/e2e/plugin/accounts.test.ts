import { useLocalCloud } from "../local-cloud";
import { mustDestroy, mustUp } from "../stack-verbs";

const shop = useLocalCloud();
const bank = useLocalCloud();

test("one program reaches two accounts through explicit providers; changing a provider's settings replaces nothing", async () => {
  const { id, addresses } = shop.instance();
  const account = ({ env }: typeof shop, more = {}) =>
    JSON.stringify({
      endpoint: env.TENCENTCLOUD_POSTGRES_ENDPOINT,
      secretId: env.TENCENTCLOUD_SECRET_ID,
      secretKey: env.TENCENTCLOUD_SECRET_KEY,
      region: "ap-guangzhou",
      ...more,
    });
  const program = (more = {}) => `
    import { getInstanceSslConfigOutput, InstanceSslConfig, Provider } from "pulumi-tencentcloud-postgres-ssl/plugin";
    const shop = new Provider("shop", ${account(shop)});
    const bank = new Provider("bank", ${account(bank, more)});
    const args = (connectAddress: string) => ({ dbInstanceId: "${id}", sslEnabled: true, connectAddress });
    const orders = new InstanceSslConfig("orders", args("${addresses[0]}"), { provider: shop });
    const ledger = new InstanceSslConfig("ledger", args("${addresses[1]}"), { provider: bank });
    export const address = getInstanceSslConfigOutput({ dbInstanceId: ledger.id }, { provider: bank }).connectAddress;
  `;
  const nowhere = { TENCENTCLOUD_POSTGRES_ENDPOINT: "", TENCENTCLOUD_SECRET_ID: "", TENCENTCLOUD_SECRET_KEY: "" };
  const stack = await shop.stack({ program: program(), env: nowhere });
  await mustUp(stack);
  expect(shop.control.instance(id)).toMatchObject({ sslEnabled: true, connectAddress: addresses[0], modifies: 1 });
  expect(bank.control.instance(id)).toMatchObject({ sslEnabled: true, connectAddress: addresses[1], modifies: 1 });
  expect(await stack.outputs()).toEqual({ address: addresses[1] });
  const state = JSON.stringify(await stack.export());
  expect(state).not.toContain(shop.secretKey);

  stack.setProgram(program({ stsEndpoint: "https://sts.tencentcloudapi.com" }));
  const { stdout } = await mustUp(stack);
  expect(stdout).toMatch(/Resources:\n +~ 1 updated\n +4 unchanged/);
  await mustDestroy(stack);
  for (const { control } of [shop, bank]) {
    expect(control.instance(id)).toMatchObject({ sslEnabled: false, modifies: 2 });
  }
});
