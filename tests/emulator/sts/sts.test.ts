import { postgres } from "tencentcloud-sdk-nodejs-postgres/tencentcloud/services/postgres";
import { sts } from "tencentcloud-sdk-nodejs-postgres/tencentcloud/services/sts";
import { jsonWebToken } from "../json-web-token";
import { codeOf, responseOf, send, type Service, signedRequest } from "../raw-client";
import { sdkOptions } from "../sdk-options";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator();
const id = "postgres-emu00001";
const arn = "qcs::cam::uin/100000000001:roleName/operator";
const role = { RoleArn: arn, RoleSessionName: "ci-17" };
const inOneMinute = () => Math.floor(Date.now() / 1000) + 60;
const claims = () => ({ iss: "https://idp.example", sub: "pod", aud: "sts.cloud.tencent.com", exp: inOneMinute() });

type Keys = Pick<Parameters<typeof sdkOptions>[0], "secretId" | "secretKey" | "token">;

/** A client of the vendor's SDK with these keys, by default the emulator's own. */
const stsOf = (keys?: Keys) => new sts.v20180813.Client(sdkOptions({ ...emulator(), ...keys }));
const postgresOf = (keys: Keys) => new postgres.v20170312.Client(sdkOptions({ ...emulator(), ...keys }));

function keysOf(reply: { Credentials?: { TmpSecretId?: string; TmpSecretKey?: string; Token?: string } }) {
  const { TmpSecretId = "", TmpSecretKey = "", Token = "" } = reply.Credentials ?? {};
  return { secretId: TmpSecretId, secretKey: TmpSecretKey, token: Token };
}

/** The reply to a call with `Authorization: SKIP`, as one without keys sends it. */
async function unsigned(action: string, parameters: object, service: Service) {
  const request = signedRequest(emulator(), action, parameters, {}, service);
  request.headers.authorization = "SKIP";
  return responseOf(await send(emulator().endpoint, request));
}

test("the vendor's SDK assumes a role, and its keys change an instance, together with their token and until they expire", async () => {
  const reply = await stsOf().AssumeRole({ ...role, DurationSeconds: 900 });
  const { token, ...keys } = keysOf(reply);
  const change = { DBInstanceId: id, SSLEnabled: true, ConnectAddress: "10.0.0.1" };
  await postgresOf({ ...keys, token }).ModifyDBInstanceSSLConfig(change);
  expect(emulator().control.instance(id).modifies).toBe(1);
  const code = "AuthFailure.TokenFailure";
  await expect(postgresOf(keys).DescribeTasks({})).rejects.toMatchObject({ code });

  const end = reply.ExpiredTime ?? 0;
  expect(Math.abs(end - Date.now() / 1000 - 900)).toBeLessThan(60);
  expect(reply.Expiration).toBe(new Date(end * 1000).toISOString().replace(".000Z", "Z"));
  const expired = emulator().control.createCredential({ seconds: -1 });
  await expect(postgresOf(expired).DescribeTasks({})).rejects.toMatchObject({ code });
});

test("a pod's token gets the keys of a role without any signature, and such keys assume a further role", async () => {
  const parameters = { ...role, ProviderId: "cls-12345678", WebIdentityToken: jsonWebToken(claims()) };
  const reply = await unsigned("AssumeRoleWithWebIdentity", parameters, "sts");
  const keys = keysOf(reply as Parameters<typeof keysOf>[0]);
  expect(await stsOf(keys).GetCallerIdentity()).toMatchObject({ Type: "CAMRole" });
  const further = await stsOf(keys).AssumeRole(role);
  expect(await postgresOf(keysOf(further)).DescribeDBInstances({})).toMatchObject({ TotalCount: 4 });
  // No other call goes without a signature.
  for (const [action, service] of [
    ["AssumeRole", "sts"],
    ["GetResources", "tag"],
    ["DescribeTasks", "postgres"],
  ] as const) {
    expect(codeOf(await unsigned(action, {}, service))).toBe("AuthFailure.InvalidAuthorization");
  }
});

test("each kind of key learns who it is", async () => {
  expect(await stsOf().GetCallerIdentity()).toMatchObject({
    ...{ Type: "CAMUser", AccountId: "100000000001", UserId: "100000000002" },
    Arn: "qcs::cam:100000000001:uin/100000000002",
  });
  expect(await stsOf(emulator().control.createCredential()).GetCallerIdentity()).toMatchObject({
    Type: "CAMUser",
    Arn: "qcs::sts:100000000001:federated-user/100000000002",
  });
  const inOtherAccount = { RoleArn: "qcs::cam::uin/200000000002:role/4611686018427397919", RoleSessionName: "audit" };
  const keys = keysOf(await stsOf().AssumeRole(inOtherAccount));
  expect(await stsOf(keys).GetCallerIdentity()).toMatchObject({
    ...{ Type: "CAMRole", AccountId: "200000000002", UserId: "4611686018427397919:audit" },
    Arn: "qcs::sts:200000000002:assumed-role/4611686018427397919",
  });
});

const withPrincipal = encodeURIComponent(JSON.stringify({ version: "2.0", statement: [{ principal: {} }] }));
test.each<[string, object, string]>([
  ["a session without a name", { RoleSessionName: "" }, "InvalidParameter.ParamError"],
  ["no time", { DurationSeconds: 0 }, "InvalidParameter.OverTimeError"],
  ["a policy that is no JSON", { Policy: "allow" }, "InvalidParameter.StrategyFormatError"],
  ["a policy with a principal", { Policy: withPrincipal }, "InvalidParameter.StrategyInvalid"],
  ["two tags of one key", { Tags: ["1", "2"].map((Value) => ({ Key: "a", Value })) }, "InvalidParameter.ParamError"],
])("AssumeRole refuses %s", async (_, change, code) => {
  expect(await emulator.codeOf("AssumeRole", { ...role, ...change }, {}, "sts")).toBe(code);
});

const token = (change: object) => ({ WebIdentityToken: jsonWebToken({ ...claims(), ...change }) });
const wrongToken = "InvalidParameter.WebIdentityTokenError";
test.each<[string, () => object, string]>([
  ["an expired token", () => token({ exp: inOneMinute() - 120 }), wrongToken],
  ["a token without end", () => token({ exp: undefined }), wrongToken],
  ["a token for later", () => token({ nbf: inOneMinute() }), wrongToken],
  ["a token of nobody", () => token({ sub: "" }), wrongToken],
  ["an unsigned token", () => ({ WebIdentityToken: jsonWebToken(claims(), { alg: "none" }, "") }), wrongToken],
  ["more than twelve hours", () => ({ DurationSeconds: 43_201 }), "InvalidParameter.ParamError"],
])("AssumeRoleWithWebIdentity refuses %s", async (_, change, code) => {
  const parameters = { ...role, ProviderId: "idp", ...token({}), ...change() };
  expect(await emulator.codeOf("AssumeRoleWithWebIdentity", parameters, {}, "sts")).toBe(code);
});

test("a role that a test describes is given to whom it trusts only, and may do no more than it says", async () => {
  await emulator.http("POST", "roles", { arn, externalId: "bank-1", actions: ["DescribeTasks"] });
  const refused = await emulator.call("AssumeRole", role, {}, "sts");
  expect(refused.Error).toMatchObject({ Code: "UnauthorizedOperation" });
  expect(refused.Error?.Message).toContain(`(sts:AssumeRole)\nresource (${arn}) has no permission`);
  const client = postgresOf(keysOf(await stsOf().AssumeRole({ ...role, ExternalId: "bank-1" })));
  await client.DescribeTasks({});
  const message = expect.stringMatching(/^\[request id:[\w-]{36}\]you are not authorized/) as string;
  await expect(client.DescribeDBInstances({})).rejects.toMatchObject({ code: "UnauthorizedOperation", message });

  emulator().control.defineRole({ arn, trusted: false });
  expect(await emulator.codeOf("AssumeRole", role, {}, "sts")).toBe("UnauthorizedOperation");
  expect(() => emulator().control.defineRole({ arn: "operator" })).toThrow("not the resource description of a role");
});
