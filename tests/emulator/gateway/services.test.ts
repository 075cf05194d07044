import { cvm } from "tencentcloud-sdk-nodejs-postgres/tencentcloud/services/cvm";
import { authorization, codeOf, responseOf, send, signedRequest } from "../raw-client";
import { sdkOptions } from "../sdk-options";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator();

/** A signed call that says in its Host whom it is for. */
function sentTo(host: string, action: string, version = "2017-03-12", scope = "127") {
  const request = signedRequest(emulator(), action, {}, { host, "x-tc-version": version });
  request.headers.authorization = authorization(emulator(), request, scope);
  return send(emulator().endpoint, request).then(responseOf);
}

test.each(["cvm.tencentcloudapi.com", "cvm.ap-tokyo.tencentcloudapi.com:443", "cvm.localhost:4100"])(
  "a service that is not emulated is refused by name at %s, saying that it is the emulator that lacks it",
  async (host) => {
    const Message =
      "tencentdb-postgres-emulator does not emulate the service `cvm`; the cloud may have it. It emulates postgres, sts, tag.";
    const { Error: error } = await sentTo(host, "DescribeZones", "2017-03-12", "cvm");
    expect(error).toEqual({ Code: "NoSuchProduct", Message });
  },
);

test("an action that is not emulated is refused by name, with those that are", async () => {
  // The Node SDK signs for the address, so nothing but the action tells here.
  await expect(new cvm.v20170312.Client(sdkOptions(emulator())).DescribeInstances({})).rejects.toMatchObject({
    code: "InvalidAction",
    message: expect.stringMatching(
      /^tencentdb-postgres-emulator does not emulate the action `DescribeInstances` .*DescribeTasks.*AssumeRole/,
    ) as string,
  });
});

const bare = "127.0.0.1:4100";
test.each([
  ["cvm signed for at a bare address, as Go's SDK does", bare, "DescribeZones", "2017-03-12", "cvm", "NoSuchProduct"],
  ["postgres signed for at a bare address", bare, "DescribeZones", "2017-03-12", "postgres", undefined],
  ["sts", "sts.tencentcloudapi.com", "GetCallerIdentity", "2018-08-13", "sts", undefined],
  ["sts at localhost", "sts.localhost", "GetCallerIdentity", "2018-08-13", "sts", undefined],
  ["tag by its action alone", bare, "GetResources", "2018-08-13", "127", undefined],
  ["an action of postgres at tag", "tag.localhost", "DescribeTasks", "2018-08-13", "tag", "InvalidAction"],
  ["an action of sts in the version of postgres", bare, "AssumeRole", "2017-03-12", "127", "NoSuchVersion"],
])("an action belongs to its service and version: %s", async (_, host, action, version, scope, code) => {
  expect(codeOf(await sentTo(host, action, version, scope))).toBe(code);
});
