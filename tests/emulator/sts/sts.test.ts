import { postgres } from "tencentcloud-sdk-nodejs-postgres/tencentcloud/services/postgres";
import { sts } from "tencentcloud-sdk-nodejs-postgres/tencentcloud/services/sts";
import { jsonWebToken } from "../json-web-token";
import { call, codeOf, send, signedRequest, responseOf } from "../raw-client";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator();
const id = "postgres-emu00001";
const arn = "qcs::cam::uin/100000000001:roleName/operator";
const role = { RoleArn: arn, RoleSessionName: "ci-17" };
const inOneMinute = () => Math.floor(Date.now() / 1000) + 60;
const claims = () => ({ iss: "https://idp.example", sub: "pod", aud: "sts.cloud.tencent.com", exp: inOneMinute() });

interface Keys {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token?: string;
}

/** What the vendor's SDK needs, whichever service it calls. */
function configured(credential: Keys) {
  const { endpoint, region } = emulator();
  const httpProfile = { protocol: "http://" as const, endpoint: new URL(endpoint).host };
  return { credential, region, profile: { language: "en-US" as const, httpProfile } };
}

const permanent = (): Keys => ({ secretId: emulator().secretId, secretKey: emulator().secretKey });
const stsOf = (keys: Keys) => new sts.v20180813.Client(configured(keys));

function keysOf(reply: { Credentials?: { TmpSecretId?: string; TmpSecretKey?: string; Token?: string } }): Keys {
  const { TmpSecretId = "", TmpSecretKey = "", Token = "" } = reply.Credentials ?? {};
  return { secretId: TmpSecretId, secretKey: TmpSecretKey, token: Token };
}

test("the vendor's SDK assumes a role, and its keys change and read an instance", async () => {
  const reply = await stsOf(permanent()).AssumeRole({ ...role, DurationSeconds: 900 });
  const client = new postgres.v20170312.Client(configured(keysOf(reply)));
  await client.ModifyDBInstanceSSLConfig({ DBInstanceId: id, SSLEnabled: true, ConnectAddress: "10.0.0.1" });

  expect(emulator().control.instance(id).modifies).toBe(1);
  const end = reply.ExpiredTime ?? 0;
  expect(Math.abs(end - Date.now() / 1000 - 900)).toBeLessThan(60);
  expect(reply.Expiration).toBe(new Date(end * 1000).toISOString().replace(".000Z", "Z"));
});

test("the keys of a role are good for nothing without their token, and end with their time", async () => {
  const { secretId, secretKey, token } = keysOf(await stsOf(permanent()).AssumeRole({ ...role, DurationSeconds: 1 }));
  const withoutToken = new postgres.v20170312.Client(configured({ secretId, secretKey }));
  await expect(withoutToken.DescribeTasks({})).rejects.toMatchObject({ code: "AuthFailure.TokenFailure" });

  await new Promise((resolve) => setTimeout(resolve, 1100));
  const expired = await call(
    { ...emulator(), secretId, secretKey },
    "DescribeTasks",
    {},
    { "x-tc-token": token ?? "" },
  );
  expect(codeOf(expired)).toBe("AuthFailure.TokenFailure");
});

test("a pod's token gets the keys of a role without any signature, and such keys assume a further role", async () => {
  const { endpoint, region } = emulator();
  const parameters = { ...role, ProviderId: "cls-12345678", WebIdentityToken: jsonWebToken(claims()) };
  const request = signedRequest(emulator(), "AssumeRoleWithWebIdentity", parameters, {}, "sts");
  request.headers.authorization = "SKIP";
  const keys = keysOf(responseOf(await send(endpoint, request)) as Parameters<typeof keysOf>[0]);

  expect(await stsOf(keys).GetCallerIdentity()).toMatchObject({ Type: "CAMRole" });
  const further = await stsOf(keys).AssumeRole(role);
  const client = new postgres.v20170312.Client(configured(keysOf(further)));
  expect(await client.DescribeDBInstances({})).toMatchObject({ TotalCount: 4 });
  expect(region).toBe("ap-guangzhou");
});

test("no other call goes without a signature", async () => {
  for (const [action, service] of [
    ["AssumeRole", "sts"],
    ["GetCallerIdentity", "sts"],
    ["GetResources", "tag"],
    ["DescribeTasks", "postgres"],
  ] as const) {
    const request = signedRequest(emulator(), action, action === "AssumeRole" ? role : {}, {}, service);
    request.headers.authorization = "SKIP";
    expect(codeOf(responseOf(await send(emulator().endpoint, request)))).toBe("AuthFailure.InvalidAuthorization");
  }
});

test("each kind of key learns who it is", async () => {
  expect(await stsOf(permanent()).GetCallerIdentity()).toMatchObject({
    Type: "CAMUser",
    AccountId: "100000000001",
    UserId: "100000000002",
    Arn: "qcs::cam:100000000001:uin/100000000002",
  });
  const { secretId, secretKey, token } = emulator().control.createCredential();
  expect(await stsOf({ secretId, secretKey, token }).GetCallerIdentity()).toMatchObject({
    Type: "CAMUser",
    Arn: "qcs::sts:100000000001:federated-user/100000000002",
  });
  const inOtherAccount = { RoleArn: "qcs::cam::uin/200000000002:role/4611686018427397919", RoleSessionName: "audit" };
  const keys = keysOf(await stsOf(permanent()).AssumeRole(inOtherAccount));
  expect(await stsOf(keys).GetCallerIdentity()).toMatchObject({
    Type: "CAMRole",
    AccountId: "200000000002",
    UserId: "4611686018427397919:audit",
    Arn: "qcs::sts:200000000002:assumed-role/4611686018427397919",
  });
});

describe("AssumeRole refuses", () => {
  test.each<[string, object, string]>([
    ["no role", { RoleArn: undefined }, "MissingParameter"],
    ["what is no role", { RoleArn: "arn:aws:iam::1:role/x" }, "InvalidParameter.ParamError"],
    ["a session without a name", { RoleSessionName: "" }, "InvalidParameter.ParamError"],
    ["a name with a blank", { RoleSessionName: "two words" }, "InvalidParameter.ParamError"],
    ["no time", { DurationSeconds: 0 }, "InvalidParameter.OverTimeError"],
    ["more than twelve hours", { DurationSeconds: 43_201 }, "InvalidParameter.OverTimeError"],
    ["a time as text", { DurationSeconds: "900" }, "InvalidParameter"],
    ["an external id with a blank", { ExternalId: "two words" }, "InvalidParameter.ParamError"],
    ["a policy that is no JSON", { Policy: "allow" }, "InvalidParameter.StrategyFormatError"],
    [
      "a policy with a principal",
      { Policy: encodeURIComponent(JSON.stringify({ version: "2.0", statement: [{ principal: {} }] })) },
      "InvalidParameter.StrategyInvalid",
    ],
    [
      "two tags of one key",
      {
        Tags: [
          { Key: "a", Value: "1" },
          { Key: "a", Value: "2" },
        ],
      },
      "InvalidParameter.ParamError",
    ],
  ])("%s", async (_, change, code) => {
    expect(codeOf(await call(emulator(), "AssumeRole", { ...role, ...change }, {}, "sts"))).toBe(code);
  });
});

describe("AssumeRoleWithWebIdentity refuses", () => {
  test.each<[string, () => object, string]>([
    ["what is no token", () => ({ WebIdentityToken: "pod-token" }), "InvalidParameter.WebIdentityTokenError"],
    ["an expired token", () => token({ exp: inOneMinute() - 120 }), "InvalidParameter.WebIdentityTokenError"],
    ["a token without end", () => token({ exp: undefined }), "InvalidParameter.WebIdentityTokenError"],
    ["a token for later", () => token({ nbf: inOneMinute() }), "InvalidParameter.WebIdentityTokenError"],
    ["a token of nobody", () => token({ sub: "" }), "InvalidParameter.WebIdentityTokenError"],
    [
      "an unsigned token",
      () => ({ WebIdentityToken: jsonWebToken(claims(), { alg: "none" }, "") }),
      "InvalidParameter.WebIdentityTokenError",
    ],
    ["more than twelve hours", () => ({ DurationSeconds: 43_201 }), "InvalidParameter.ParamError"],
  ])("%s", async (_, change, code) => {
    const good = { ...role, ProviderId: "idp", WebIdentityToken: jsonWebToken(claims()) };
    const reply = await call(emulator(), "AssumeRoleWithWebIdentity", { ...good, ...change() }, {}, "sts");
    expect(codeOf(reply)).toBe(code);
  });

  const token = (change: object) => ({ WebIdentityToken: jsonWebToken({ ...claims(), ...change }) });
});

test("a role that a test describes is given to whom it trusts only, and may do no more than it says", async () => {
  const { endpoint } = emulator();
  const described = { arn, externalId: "bank-1", actions: ["DescribeTasks"] };
  await fetch(`${endpoint}/_emulator/roles`, { method: "POST", body: JSON.stringify(described) });

  const refused = await call(emulator(), "AssumeRole", role, {}, "sts");
  expect(refused.Error).toMatchObject({ Code: "UnauthorizedOperation" });
  expect(refused.Error?.Message).toContain(`(sts:AssumeRole)\nresource (${arn}) has no permission`);
  const keys = keysOf(await stsOf(permanent()).AssumeRole({ ...role, ExternalId: "bank-1" }));
  const client = new postgres.v20170312.Client(configured(keys));
  await client.DescribeTasks({});
  await expect(client.DescribeDBInstances({})).rejects.toMatchObject({ code: "UnauthorizedOperation" });

  emulator().control.defineRole({ arn, trusted: false });
  expect(codeOf(await call(emulator(), "AssumeRole", role, {}, "sts"))).toBe("UnauthorizedOperation");
  expect(() => emulator().control.defineRole({ arn: "operator" })).toThrow("not the resource description of a role");
});

test("STS can be made to fail like every other action", async () => {
  const error = { code: "InternalError.GetRoleError", message: "Try again." };
  emulator().control.addFault({ action: "AssumeRole", fault: { error } });

  expect(codeOf(await call(emulator(), "AssumeRole", role, {}, "sts"))).toBe("InternalError.GetRoleError");
  expect(codeOf(await call(emulator(), "AssumeRole", role, {}, "sts"))).toBeUndefined();
});
