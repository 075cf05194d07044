import fc from "fast-check";
import { ARGUMENT_NAMES } from "../../../provider/resource/arguments";
import { check, engineFailure } from "../../../provider/resource/check";
import { didYouMean } from "../../../provider/resource/did-you-mean";
import { PROVIDER_PROPERTY, UNKNOWN_VALUE } from "../../../provider/resource/pulumi-names";
import { INVISIBLE } from "../invisible";

/** Arguments with which nothing is wrong. */
const GOOD = {
  dbInstanceId: "postgres-5gevh7gr",
  sslEnabled: true,
  connectAddress: "10.6.0.4",
  region: "ap-guangzhou",
};

/** What the user is told about one property when everything else is right. */
function reasonFor(property: string, value: unknown): string | undefined {
  const { failures } = check({ ...GOOD, [property]: value });
  expect(failures.filter((failure) => failure.property !== property)).toEqual([]);
  return failures[0]?.reason;
}

/** A region of the stack's configuration. */
function settingOf(region: string | undefined) {
  return region === undefined ? undefined : { region, source: "tencentcloud:region" };
}

/** All that the user is told about a resource. */
function mistakesOf(news: Readonly<Record<string, unknown>>, region?: string): string[] {
  return check(news, settingOf(region)).failures.map(({ property, reason }) => `${property} ${reason}`);
}

describe.each<{ property: string; rule: string; valid: unknown[]; invalid: unknown[] }>([
  {
    property: "dbInstanceId",
    rule: "must be an instance id, postgres- or pgro- and 8 lower-case letters or digits",
    valid: ["postgres-5gevh7gr", "pgro-zz99aa00"],
    invalid: ["postgres-5gevh7g", "postgres-5gevh7gr0", "xpostgres-5gevh7gr", "mysql-5gevh7gr", ["postgres-5gevh7gr"]],
  },
  {
    property: "sslEnabled",
    rule: "must be true or false",
    valid: [true, false],
    invalid: ["true", "false", 1, 0, "", [], {}],
  },
  {
    property: "connectAddress",
    rule: "must be an IP address or a DNS name of the instance, without a port",
    valid: ["2001:db8::1", "cd-postgres-5gevh7gr.sql.tencentcdb.com", "_db.example.com", "0.a"],
    invalid: [
      "10.6.0.256",
      "[2001:db8::1]",
      "fe80::1%eth0", // holds on one machine only
      "localhost",
      "db..example.com",
      "-db.example.com",
      "db.example.-c",
      "",
      ["10.6.0.4"],
    ],
  },
  {
    property: "region",
    rule: "must be a region such as ap-guangzhou",
    // The cloud may open new ones.
    valid: ["ap-guangzhou", "eu-frankfurt", "ap-shanghai-fsi", "us-a1"],
    invalid: ["guangzhou", "1ap-guangzhou", "ap_guangzhou", "a-guangzhou", "-ap", "ap--x", "ap-x ", "", ["ap-x"]],
  },
  {
    property: "onDelete",
    rule: 'must be "disable" or "retain"',
    valid: ["disable", "retain"],
    invalid: ["Disable", "delete", "", true, 0, ["retain"]],
  },
  {
    property: "taskTimeoutSeconds",
    rule: "must be a whole number of seconds from 1 to 86400",
    valid: [1, 1200, 86_400],
    invalid: [0, -1, 0.5, 86_401, Number.NaN, Number.POSITIVE_INFINITY, "1200", true, [60]],
  },
])("the argument $property $rule", ({ property, rule, valid, invalid }) => {
  test.each(valid)("so that %p passes", (value) => {
    expect(reasonFor(property, value)).toBeUndefined();
  });

  test.each(invalid)("so that %p is refused", (value) => {
    expect(reasonFor(property, value)?.startsWith(`${rule}, but is `)).toBe(true);
  });

  test("and hides no other mistake while a preview does not know it", () => {
    const { inputs, failures } = check({ ...GOOD, [property]: UNKNOWN_VALUE, colour: "blue" });

    expect(inputs[property]).toBe(UNKNOWN_VALUE);
    expect(failures.map((failure) => failure.property)).toEqual(["colour"]);
  });
});

test.each([
  ["63.7", "64.7"],
  ["2.63", "2.64"],
  ["62.62.62.61.2", "62.62.62.62.2"],
])("a DNS name may have 63 characters a part and 253 in all: with parts of %s it passes, of %s not", (most, over) => {
  const name = (lengths: string): string => lengths.replace(/\d+/g, (length) => "a".repeat(Number(length)));

  expect(reasonFor("connectAddress", name(most))).toBeUndefined();
  expect(reasonFor("connectAddress", name(over))).toMatch(/^must be an IP address or a DNS name/);
});

describe("the inputs of a resource", () => {
  const { region, ...required } = GOOD;

  test.each([
    ["left out", {}],
    ["undefined", { region: undefined, onDelete: undefined, taskTimeoutSeconds: undefined, colour: undefined }],
    ["null", { region: null, onDelete: null, taskTimeoutSeconds: null, colour: null }],
  ])("get the stack's region and the documented defaults for what is %s", (_, absent) => {
    expect(check({ ...required, ...absent }, settingOf(region))).toStrictEqual({
      inputs: { ...GOOD, onDelete: "disable", taskTimeoutSeconds: 1200 },
      failures: [],
    });
  });

  test("keep the values that the program sets", () => {
    const news = { ...GOOD, onDelete: "retain", taskTimeoutSeconds: 60, [PROVIDER_PROPERTY]: "exports.x = 1" };

    expect(check(news, settingOf("ap-singapore"))).toEqual({ inputs: news, failures: [] });
  });

  test.each([
    ["  DB.Example.COM\n", "db.example.com"],
    ["2402:4E00:0::0A", "2402:4e00::a"],
  ])("have the address %j in one spelling, so that another spelling is no change", (address, canonical) => {
    expect(check({ ...GOOD, connectAddress: address }).inputs.connectAddress).toBe(canonical);
  });

  test.each([false, UNKNOWN_VALUE])("need no address while sslEnabled is %p", (sslEnabled) => {
    expect(mistakesOf({ dbInstanceId: "pgro-00000000", region, sslEnabled })).toEqual([]);
  });
});

test("one preview names all five mistakes of a resource", () => {
  const news = {
    dbInstanceId: "postgres-5GEVH7GR",
    sslEnabled: true,
    connectAddress: "10.6.0.4:5432",
    taskTimeoutSeconds: "600",
    colour: "blue",
  };

  expect(mistakesOf(news)).toEqual([
    "region is not set anywhere: give it as an argument, with `pulumi config set tencentcloud:region REGION`, or in " +
      "TENCENTCLOUD_REGION",
    "dbInstanceId must be an instance id, postgres- or pgro- and 8 lower-case letters or digits, but is " +
      '"postgres-5GEVH7GR"',
    'connectAddress must be an IP address or a DNS name of the instance, without a port, but is "10.6.0.4:5432"',
    'taskTimeoutSeconds must be a whole number of seconds from 1 to 86400, but is "600"',
    "colour is not an argument of InstanceSslConfig; the arguments are dbInstanceId, sslEnabled, connectAddress, " +
      "region, onDelete, taskTimeoutSeconds",
  ]);
});

test("a resource is refused with everything that is required, and learns what the address is for", () => {
  expect(mistakesOf({})).toEqual([
    "dbInstanceId is required",
    "sslEnabled is required",
    expect.stringContaining("region is not set anywhere"),
  ]);
  expect(reasonFor("connectAddress", undefined)).toBe(
    "is required while sslEnabled is true: the address that the server certificate should name",
  );
});

test("an invalid region from the configuration is refused like one from the program", () => {
  expect(mistakesOf({ ...GOOD, region: undefined }, "Guangzhou")).toEqual([
    'region must be a region such as ap-guangzhou, but is "Guangzhou" (from tencentcloud:region)',
  ]);
});

test.each([
  ["ap-guangzhou-3", 'must be the region ap-guangzhou and not an availability zone of it, but is "ap-guangzhou-3"'],
  [
    "ap-shenzhen-fsi-1",
    'must be the region ap-shenzhen-fsi and not an availability zone of it, but is "ap-shenzhen-fsi-1"',
  ],
  ["AP-Guangzhou-3", 'must be the region ap-guangzhou and not an availability zone of it, but is "AP-Guangzhou-3"'],
  ["AP-Guangzhou", 'must be in small letters, but is "AP-Guangzhou"'],
])("a preview says what is wrong with the region %s, and where it comes from", (region, reason) => {
  expect(mistakesOf({ ...GOOD, region })).toEqual([`region ${reason} (from the argument)`]);
  expect(mistakesOf({ ...GOOD, region: null }, region)).toEqual([`region ${reason} (from tencentcloud:region)`]);
});

test.each(["db.example.com.", "10.6.0.4."])("a preview says that %s ends with a dot too many", (connectAddress) => {
  expect(mistakesOf({ ...GOOD, connectAddress })).toEqual([
    `connectAddress must be an IP address or a DNS name of the instance, without the dot at its end, but is "${connectAddress}"`,
  ]);
});

test("the reason for refusing a secret value does not show it", () => {
  const { failures } = check({ ...GOOD, onDelete: "hunter2" }, undefined, new Set(["onDelete"]));
  expect(failures).toEqual([{ property: "onDelete", reason: 'must be "disable" or "retain", but is [secret]' }]);
});

test("the engine does not get to print a secret value", () => {
  expect(engineFailure(failure, "10.0.0.1:5432", true)).toEqual(inWords);
});

test("the engine does not get to print the value of a property that has none", () => {
  expect(engineFailure({ property: "region", reason: "is not set" }, undefined)).toEqual({
    property: "",
    reason: "region is not set",
  });
});

test("for a boolean that comes from the configuration as text, the user learns how to read it", () => {
  expect(reasonFor("sslEnabled", "true")).toMatch(/"true"; read a boolean .* config\.requireBoolean/);
  expect(reasonFor("sslEnabled", "false")).toMatch(/"false"; read a boolean .* config\.requireBoolean/);
  expect(reasonFor("sslEnabled", "yes")).toBe('must be true or false, but is "yes"');
});

describe("an unknown argument", () => {
  test.each([
    ["SSLEnabled", "sslEnabled"],
    ["dbInstance", "dbInstanceId"],
    ["regoin", "region"],
  ])("like %s is taken for a slip: the user is asked whether %s was meant", (slip, meant) => {
    expect(reasonFor(slip, "x")).toContain(`is not an argument of InstanceSslConfig: did you mean ${meant}?; the arg`);
  });

  test.each(["colour", "name", "x".repeat(60)])("like %j is not similar to any", (name) => {
    expect(reasonFor(name, "x")).toMatch(/^is not an argument of InstanceSslConfig; the arguments are /);
  });

  test.each([
    ["three letters more", "abcdefg", ["abcd"], ": did you mean abcd?"],
    ["two letters other than in one name, and one than in another", "abcd", ["abxy", "abcx"], ": did you mean abcx?"],
    ["four letters more", "wxyzabcd", ["abcd", "abcdefghij"], ""],
    ["so many letters that comparing would take long", "x".repeat(10_000_000), ARGUMENT_NAMES, ""],
  ])("with %s is compared with the closest name at most", (_, name, names, question) => {
    expect(didYouMean(name, names)).toBe(question);
  });

  test("has a name that is made printable and cut", () => {
    const [failure] = check({ ...GOOD, [`\u001b[31m${"x".repeat(10_000)}`]: 1 }).failures;

    expect(failure?.property).toBe(`\\u{1b}[31m${"x".repeat(75)}…`);
  });

  test.each(["__proto__", "constructor", "toString", "hasOwnProperty", "prototype"])(
    "may be called %s, and changes nothing else",
    (name) => {
      const news = JSON.parse(
        JSON.stringify(GOOD).replace("{", `{"${name}":{"sslEnabled":false,"region":"ap-x"},`),
      ) as Record<string, unknown>;
      const { failures, inputs } = check(news);

      expect(failures.map(({ property }) => property)).toEqual([name]);
      expect(inputs).toMatchObject(GOOD);
      expect(({} as Record<string, unknown>).sslEnabled).toBeUndefined();
    },
  );

  test("called __proto__ does not replace a missing one", () => {
    const news = JSON.parse(`{"__proto__":${JSON.stringify(GOOD)}}`) as Record<string, unknown>;
    const properties = check(news).failures.map(({ property }) => property);

    expect(properties).toEqual(["dbInstanceId", "sslEnabled", "region", "__proto__"]);
  });
});

test("whatever the arguments are, the result is a list of printable reasons for properties that are present or missing", () => {
  const anything = fc.oneof(fc.anything(), fc.string({ unit: "binary" }), fc.constant(UNKNOWN_VALUE));
  const names = fc.oneof(fc.constantFrom(...ARGUMENT_NAMES), fc.string({ unit: "binary" }));
  const regions = fc.option(fc.string({ unit: "binary" }), { nil: undefined });
  const printed = fc.property(fc.dictionary(names, anything), regions, (news, region) => {
    const texts = mistakesOf(news, region);

    expect(texts.join(" ")).not.toMatch(INVISIBLE);
    expect(texts.filter((text) => text.length > 1200 || text.endsWith(" "))).toEqual([]);
  });
  fc.assert(printed, { numRuns: 100 });
});

const failure = { property: "connectAddress", reason: "must be an address" };
const inWords = { property: "", reason: "connectAddress must be an address" };

test.each(["10.0.0.1:5432", "адрес", "a".repeat(200), "", 7, true])(
  "the engine may print the value %p, and prints the property's name with it",
  (value) => {
    expect(engineFailure(failure, value)).toEqual(failure);
  },
);

test.each([
  ["an escape sequence", "\u001b[2J"],
  ["more characters than a line has", "a".repeat(201)],
  ["a list, whose entries could hold anything", ["10.0.0.1"]],
])("the engine does not get to print %s", (_, value) => {
  expect(engineFailure(failure, value)).toEqual(inWords);
});
