import { type StsServer, startSts } from "../stand-ins/sts-server";
import { readmeCommands } from "./code-blocks";
import { useExample } from "./use-example";

/** Keys that may assume roles, but are none of the emulated account. */
const KEYS = { secretId: "AKIDoperator", secretKey: "operator-key" };
const SHOP = "qcs::cam::uin/100000000001:roleName/pulumi";
const BANK = "qcs::cam::uin/100000000002:roleName/pulumi";

const { emulator, playground } = useExample("accounts-and-regions", {}, () => ({
  TENCENTCLOUD_SECRET_ID: KEYS.secretId,
  TENCENTCLOUD_SECRET_KEY: KEYS.secretKey,
}));
const services: StsServer[] = [];
afterEach(() => Promise.all(services.splice(0).map((service) => service.close())));

test("each account's stack acts as the role of that account, and one program reaches several regions", async () => {
  const [up, makeInstance] = readmeCommands("accounts-and-regions", 2);
  const [upOfShop, upOfBank] = [
    up.slice(0, up.indexOf("pulumi stack init bank")),
    up.slice(up.indexOf("pulumi stack init bank")),
  ];
  await playground().mustSh(makeInstance);

  const shop = await accountWith({ roleArn: SHOP });
  await playground().mustSh(upOfShop, { TENCENTCLOUD_STS_ENDPOINT: shop.url });
  const bank = await accountWith({ roleArn: BANK, externalId: "bank-external-id" });
  await playground().mustSh(upOfBank, { TENCENTCLOUD_STS_ENDPOINT: bank.url });

  const settings = ["postgres-emu00001", "postgres-emu00010", "postgres-emu00002"].map((id) =>
    emulator().control.instance(id),
  );
  expect(settings.map(({ connectAddress }) => connectAddress)).toEqual([
    "10.0.0.1",
    "cd-postgres-emu00010.sql.tencentcdb.com",
    "10.0.0.2",
  ]);
  // The emulated account knows none but the keys that were given out for the roles.
  expect([shop.issued.length, bank.issued.length]).toEqual([1, 1]);
  expect(JSON.stringify([await playground().resources("shop"), await playground().resources("bank")])).not.toContain(
    shop.issued[0]?.secretKey,
  );
});

async function accountWith(role: { roleArn: string; externalId?: string }): Promise<StsServer> {
  const issue = () => emulator().control.createCredential();
  const service = await startSts({ ...role, accounts: [KEYS], issue });
  services.push(service);
  return service;
}
