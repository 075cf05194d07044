import { readmeCommands } from "./code-blocks";
import { useExample } from "./use-example";

const SHOP = "qcs::cam::uin/100000000001:roleName/pulumi";
const BANK = "qcs::cam::uin/100000000002:roleName/pulumi";

/** The keys of an operator who may do nothing but assume roles, so that every change is one of a role. */
const { emulator, playground } = useExample("accounts-and-regions", {}, ({ control }) => {
  const { secretId, secretKey, token } = control.createCredential({ actions: ["AssumeRole"] });
  return { TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey, TENCENTCLOUD_TOKEN: token };
});

test("each account's stack acts as that account's role, and one program reaches several regions", async () => {
  const { control } = emulator();
  // Each role can be refused in its own way, so a stack that assumed the other's, or none, would fail.
  control.defineRole({ arn: BANK, externalId: "bank-external-id" });
  const [makeInstance, up, cleanUp, removeInstance] = readmeCommands("accounts-and-regions", 4);
  const [upOfShop, upOfBank] = [
    up.slice(0, up.indexOf("pulumi stack init bank")),
    up.slice(up.indexOf("pulumi stack init bank")),
  ];
  await playground().mustSh(makeInstance);
  await playground().mustSh(upOfShop);
  expect(control.callCounts().AssumeRole).toEqual({ accepted: 1, limited: 0, failed: 0 });
  control.defineRole({ arn: SHOP, trusted: false });
  await playground().mustSh(upOfBank);
  expect(control.callCounts().AssumeRole).toEqual({ accepted: 2, limited: 0, failed: 0 });

  const settings = ["postgres-emu00001", "postgres-emu00010", "postgres-emu00002"].map((id) => control.instance(id));
  expect(settings.map(({ connectAddress }) => connectAddress)).toEqual([
    "10.0.0.1",
    "cd-postgres-emu00010.sql.tencentcdb.com",
    "10.0.0.2",
  ]);

  // A second instance of that name is refused, and the command shows why.
  const again = await playground().sh(makeInstance);
  expect(again.exitCode).not.toBe(0);
  expect(again.stdout).toContain("postgres-emu00010");

  control.defineRole({ arn: SHOP });
  await playground().mustSh(cleanUp);
  expect(["postgres-emu00001", "postgres-emu00002"].map((id) => control.instance(id).sslEnabled)).toEqual([
    false,
    false,
  ]);
  expect(await playground().stacks()).toEqual([]);
  await playground().mustSh(`${removeInstance}\n${makeInstance}`);
});
