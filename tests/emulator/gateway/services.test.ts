import { cvm } from "tencentcloud-sdk-nodejs-postgres/tencentcloud/services/cvm";
import { authorization, call, codeOf, responseOf, send, signedRequest } from "../raw-client";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator({ rate: 2 });

/** A signed call that says in its Host whom it is for. */
function sentTo(host: string, action: string, version = "2017-03-12", scope = "127") {
  const request = signedRequest(emulator(), action, {}, { host, "x-tc-version": version });
  request.headers.authorization = authorization(emulator(), request, scope);
  return send(emulator().endpoint, request).then(responseOf);
}

test("a service that is not emulated is refused by name, saying that it is the emulator that lacks it", async () => {
  for (const host of ["cvm.tencentcloudapi.com", "cvm.ap-tokyo.tencentcloudapi.com:443", "cvm.localhost:4100"]) {
    const { Error: error } = await sentTo(host, "DescribeZones", "2017-03-12", "cvm");
    expect(error).toEqual({
      Code: "NoSuchProduct",
      Message:
        "tencentdb-postgres-emulator does not emulate the service `cvm`; the cloud may have it. It emulates postgres, sts, tag.",
    });
  }
});

test("the service that Go's and Python's SDK sign for counts at a bare address too", async () => {
  const { host } = new URL(emulator().endpoint);
  expect(codeOf(await sentTo(host, "DescribeZones", "2017-03-12", "cvm"))).toBe("NoSuchProduct");
  expect(codeOf(await sentTo(host, "DescribeZones", "2017-03-12", "postgres"))).toBeUndefined();
});

test("an action that is not emulated is refused by name, with those that are", async () => {
  const { endpoint, secretId, secretKey, region } = emulator();
  const client = new cvm.v20170312.Client({
    credential: { secretId, secretKey },
    region,
    profile: { httpProfile: { protocol: "http://", endpoint: new URL(endpoint).host } },
  });
  // The Node SDK signs for the address, so nothing but the action tells here.
  await expect(client.DescribeInstances({})).rejects.toMatchObject({
    code: "InvalidAction",
    message: expect.stringMatching(
      /^tencentdb-postgres-emulator does not emulate the action `DescribeInstances` .*DescribeTasks.*AssumeRole/,
    ) as string,
  });
});

test("an action belongs to its service and version, whichever host is called", async () => {
  expect(codeOf(await sentTo("sts.tencentcloudapi.com", "GetCallerIdentity", "2018-08-13", "sts"))).toBeUndefined();
  expect(codeOf(await sentTo("sts.localhost", "GetCallerIdentity", "2018-08-13", "sts"))).toBeUndefined();
  expect(codeOf(await sentTo("127.0.0.1:4100", "GetResources", "2018-08-13"))).toBeUndefined();
  expect(codeOf(await sentTo("tag.localhost", "DescribeTasks", "2018-08-13", "tag"))).toBe("InvalidAction");
  expect(codeOf(await sentTo("127.0.0.1:4100", "AssumeRole", "2017-03-12"))).toBe("NoSuchVersion");
});

test("an action whose page allows more calls a second takes them", async () => {
  const codes = await Promise.all(
    Array.from({ length: 10 }, async () => codeOf(await call(emulator(), "DescribeZones"))),
  );
  expect(codes.filter((code) => code !== undefined)).toEqual([]);
});
