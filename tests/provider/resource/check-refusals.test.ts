import { check } from "../../../provider/resource/check";
import { ARGUMENTS } from "../../../provider/resource/check";
import { didYouMean } from "../../../provider/resource/did-you-mean";
import { GOOD, reasonFor, REGION } from "./checked-resource";

test("one preview names all five mistakes of a resource", () => {
  const news = {
    dbInstanceId: "postgres-5GEVH7GR",
    sslEnabled: true,
    connectAddress: "10.6.0.4:5432",
    taskTimeoutSeconds: "600",
    colour: "blue",
  };

  expect(check(news, undefined).failures).toEqual([
    {
      property: "region",
      reason:
        "is not set anywhere: give it as an argument, with `pulumi config set tencentcloud:region REGION`, or in " +
        "TENCENTCLOUD_REGION",
    },
    {
      property: "dbInstanceId",
      reason:
        'must be an instance id, postgres- or pgro- and 8 lower-case letters or digits, but is "postgres-5GEVH7GR"',
    },
    {
      property: "connectAddress",
      reason: 'must be an IP address or a DNS name of the instance, without a port, but is "10.6.0.4:5432"',
    },
    {
      property: "taskTimeoutSeconds",
      reason: 'must be a whole number of seconds from 1 to 86400, but is "600"',
    },
    {
      property: "colour",
      reason:
        "is not an argument of InstanceSslConfig; the arguments are dbInstanceId, sslEnabled, connectAddress, region, " +
        "onDelete, taskTimeoutSeconds",
    },
  ]);
});

test("an empty resource is refused with everything that is required", () => {
  expect(check({}, undefined).failures).toEqual([
    { property: "dbInstanceId", reason: "is required" },
    { property: "sslEnabled", reason: "is required" },
    { property: "region", reason: expect.stringContaining("is not set anywhere") as string },
  ]);
});

test("enabling without an address is refused in the preview, and says what the address is for", () => {
  const { dbInstanceId, region } = GOOD;

  expect(check({ dbInstanceId, region, sslEnabled: true }, undefined).failures).toEqual([
    {
      property: "connectAddress",
      reason: "is required while sslEnabled is true: the address that the server certificate is to name",
    },
  ]);
});

test.each([
  "postgres-5gevh7g",
  "postgres-5gevh7gr0",
  "xpostgres-5gevh7gr",
  "pgrogrp-5gevh7gr",
  "mysql-5gevh7gr",
  "postgres-5gevh7gr\n",
  "postgres-5gevh7gр", // the last letter is a Cyrillic one
  "",
  5432,
  true,
  {},
  ["postgres-5gevh7gr"],
])("the instance id %j is refused", (id) => {
  expect(reasonFor("dbInstanceId", id)).toMatch(
    /^must be an instance id, postgres- or pgro- and 8 lower-case letters or digits, but is /,
  );
});

test.each(["true", "false", 1, 0, "", [], {}])(
  "sslEnabled %j is refused: nothing is converted to true or false",
  (value) => {
    expect(reasonFor("sslEnabled", value)).toMatch(/^must be true or false, but is /);
  },
);

test.each([
  "10.6.0",
  "10.6.0.256",
  "10.6.0.4.5",
  "1234",
  "10.6.0.4:5432",
  "[2001:db8::1]",
  "db.example.com:5432",
  "localhost",
  "db.example.com.",
  "db..example.com",
  "-db.example.com",
  "db-.example.com",
  "db.example.c-",
  "db.example.1",
  "db.example.-c",
  "https://db.example.com",
  "db example.com",
  "db.exa mple.com",
  "*.example.com",
  "",
  "   ",
  "数据库.例子",
  "bücher.example",
  10,
  true,
  ["10.6.0.4"],
  { ip: "10.6.0.4" },
])("the address %j is refused", (address) => {
  expect(reasonFor("connectAddress", address)).toMatch(
    /^must be an IP address or a DNS name of the instance, without a port, but is /,
  );
});

test.each(["guangzhou", "AP-Guangzhou", "ap_guangzhou", "a-guangzhou", "ap-", "-ap", "ap--x", "ap-guangzhou ", "", 7])(
  "the region %j is refused, and an example is given",
  (region) => {
    expect(reasonFor("region", region)).toMatch(/^must be a region such as ap-guangzhou, but is /);
  },
);

test("an invalid region from the configuration is refused like one from the program", () => {
  const { region, ...news } = GOOD;

  expect(region).toBe(REGION);
  expect(check(news, "Guangzhou").failures).toEqual([
    { property: "region", reason: 'must be a region such as ap-guangzhou, but is "Guangzhou"' },
  ]);
});

test.each(["Disable", "delete", "", true, 0, ["retain"]])("onDelete %j is refused", (value) => {
  expect(reasonFor("onDelete", value)).toMatch(/^must be "disable" or "retain", but is /);
});

test.each([0, -1, 0.5, 86_401, 1e21, Number.NaN, Number.POSITIVE_INFINITY, "1200", true, [60]])(
  "the timeout %p is refused",
  (value) => {
    expect(reasonFor("taskTimeoutSeconds", value)).toMatch(
      /^must be a whole number of seconds from 1 to 86400, but is /,
    );
  },
);

test.each([
  ["conectAddress", "connectAddress"],
  ["SSLEnabled", "sslEnabled"],
  ["dbInstance", "dbInstanceId"],
  ["taskTimeoutSecond", "taskTimeoutSeconds"],
  ["regoin", "region"],
])("for an unknown argument %s, the user is asked whether %s was meant", (slip, meant) => {
  expect(reasonFor(slip, "x")).toContain(`is not an argument of InstanceSslConfig: did you mean ${meant}?; the arg`);
});

test.each(["colour", "name", "x".repeat(60)])("an unknown argument %j is not similar to any", (name) => {
  expect(reasonFor(name, "x")).toMatch(/^is not an argument of InstanceSslConfig; the arguments are /);
});

test("an argument name that would take long to compare is not compared", () => {
  expect(didYouMean("x".repeat(10_000_000), ARGUMENTS)).toBe("");
});

test("for a boolean that comes from the configuration as text, the user learns how to read it", () => {
  expect(reasonFor("sslEnabled", "true")).toMatch(/"true"; read a boolean .* config\.requireBoolean/);
  expect(reasonFor("sslEnabled", "yes")).not.toContain("requireBoolean");
});

test("an IPv6 address with the zone of one machine is refused", () => {
  expect(reasonFor("connectAddress", "fe80::1%eth0")).toContain("must be an IP address or a DNS name");
});
