import fc from "fast-check";
import { ARGUMENTS, check } from "../../provider/check";
import { PROVIDER_PROPERTY, UNKNOWN_VALUE } from "../../provider/properties";

const REGION = "ap-guangzhou";
const GOOD = { dbInstanceId: "postgres-5gevh7gr", sslEnabled: true, connectAddress: "10.6.0.4", region: REGION };

/** What the user is told about one property when everything else is right. */
function reasonFor(property: string, value: unknown): string | undefined {
  const { failures } = check({ ...GOOD, [property]: value }, undefined);
  expect(failures.filter((failure) => failure.property !== property)).toEqual([]);
  return failures[0]?.reason;
}

/** Characters that a terminal acts upon or does not show. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe("arguments that are right", () => {
  test("a minimal resource gets the defaults that the documentation promises", () => {
    const outcome = check(GOOD, undefined);

    expect(outcome).toEqual({ inputs: { ...GOOD, onDelete: "disable", taskTimeoutSeconds: 1200 }, failures: [] });
  });

  test("what the program sets is kept as it is", () => {
    const news = { ...GOOD, onDelete: "retain", taskTimeoutSeconds: 60, [PROVIDER_PROPERTY]: "exports.x = 1" };

    expect(check(news, "ap-singapore")).toEqual({ inputs: news, failures: [] });
  });

  test("a resource without a region gets the stack's or the environment's, so that it is in the state", () => {
    const { region, ...news } = GOOD;

    expect(check(news, region)).toMatchObject({ inputs: { region }, failures: [] });
  });

  test("an argument that is null or undefined counts as left out", () => {
    const { inputs, failures } = check(
      { ...GOOD, onDelete: null, taskTimeoutSeconds: undefined, region: null },
      REGION,
    );

    expect(failures).toEqual([]);
    expect(inputs).toEqual({ ...GOOD, onDelete: "disable", taskTimeoutSeconds: 1200 });
    expect("colour" in check({ ...GOOD, colour: undefined }, undefined).inputs).toBe(false);
  });

  test("SSL can be turned off without naming an address", () => {
    const news = { dbInstanceId: "pgro-00000000", sslEnabled: false, region: REGION };

    expect(check(news, undefined).failures).toEqual([]);
  });

  test.each(["postgres-5gevh7gr", "pgro-zz99aa00"])("the instance id %s passes", (id) => {
    expect(reasonFor("dbInstanceId", id)).toBeUndefined();
  });

  test.each([
    "10.6.0.4",
    "2001:db8::1",
    "::ffff:10.0.0.1",
    "cd-postgres-5gevh7gr.sql.tencentcdb.com",
    "db.internal",
    "_db.example.com",
    "1.2.3.4.example.com",
    "xn--bcher-kva.example",
    "a.b",
    "0.a",
  ])("the address %s passes", (address) => {
    expect(reasonFor("connectAddress", address)).toBeUndefined();
  });

  test("a DNS name may be as long as DNS allows, 253 characters and 63 a part, and no longer", () => {
    const name = (parts: number[]): string => parts.map((length) => "a".repeat(length)).join(".");

    for (const lengths of [
      [63, 7],
      [2, 63],
      [62, 62, 62, 61, 2],
    ]) {
      expect(reasonFor("connectAddress", name(lengths))).toBeUndefined();
    }
    for (const lengths of [
      [64, 7],
      [2, 64],
      [62, 62, 62, 62, 2],
    ]) {
      expect(reasonFor("connectAddress", name(lengths))).toMatch(/^must be an IP address or a DNS name/);
    }
  });

  test("an address is the same in any case and with blanks around it, so one spelling reaches the state", () => {
    const { inputs } = check({ ...GOOD, connectAddress: "  DB.Example.COM\n" }, undefined);

    expect(inputs.connectAddress).toBe("db.example.com");
  });

  test("only the address is rewritten: an instance id in upper case stays as the program has it and is refused", () => {
    const { inputs, failures } = check({ ...GOOD, dbInstanceId: "POSTGRES-5GEVH7GR" }, undefined);

    expect(inputs.dbInstanceId).toBe("POSTGRES-5GEVH7GR");
    expect(failures).toHaveLength(1);
  });

  test.each(["ap-guangzhou", "eu-frankfurt", "ap-shanghai-fsi", "na-siliconvalley", "ap-guangzhou-2", "us-a1"])(
    "the region %s passes, because the cloud may open new ones",
    (region) => {
      expect(reasonFor("region", region)).toBeUndefined();
    },
  );

  test.each([1, 1200, 86_400])("a timeout of %d s passes", (seconds) => {
    expect(reasonFor("taskTimeoutSeconds", seconds)).toBeUndefined();
  });
});

describe("arguments that are wrong", () => {
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

  test("an empty resource is told everything that it must have", () => {
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
    "sslEnabled %j is refused: nothing is taken for true or false",
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

  test.each([
    "guangzhou",
    "AP-Guangzhou",
    "ap_guangzhou",
    "a-guangzhou",
    "ap-",
    "-ap",
    "ap--x",
    "ap-guangzhou ",
    "",
    7,
  ])("the region %j is refused, and an example is given", (region) => {
    expect(reasonFor("region", region)).toMatch(/^must be a region such as ap-guangzhou, but is /);
  });

  test("a region from the configuration that is none is refused like one from the program", () => {
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
});

describe("values that a preview does not know yet", () => {
  test.each(ARGUMENTS)("an unknown %s passes", (property) => {
    expect(reasonFor(property, UNKNOWN_VALUE)).toBeUndefined();
    expect(check({ ...GOOD, [property]: UNKNOWN_VALUE }, undefined).inputs[property]).toBe(UNKNOWN_VALUE);
  });

  test("while sslEnabled is unknown, no address is asked for", () => {
    const { dbInstanceId, region } = GOOD;

    expect(check({ dbInstanceId, region, sslEnabled: UNKNOWN_VALUE }, undefined).failures).toEqual([]);
  });

  test("an unknown value excuses no other mistake", () => {
    expect(check({ ...GOOD, dbInstanceId: UNKNOWN_VALUE, onDelete: "never" }, undefined).failures).toHaveLength(1);
  });
});

describe("hostile arguments", () => {
  test.each(["__proto__", "constructor", "toString", "hasOwnProperty", "prototype"])(
    "an argument called %s is an unknown one, and changes nothing else",
    (name) => {
      const news = JSON.parse(
        JSON.stringify(GOOD).replace("{", `{"${name}":{"sslEnabled":false,"region":"ap-x"},`),
      ) as object;
      const { failures, inputs } = check(news as Record<string, unknown>, undefined);

      expect(failures.map(({ property }) => property)).toEqual([name]);
      expect(inputs).toMatchObject(GOOD);
      expect(({} as Record<string, unknown>).sslEnabled).toBeUndefined();
    },
  );

  test("an argument called __proto__ stands in for none of those that are missing", () => {
    const news = JSON.parse(
      '{"__proto__":{"dbInstanceId":"postgres-5gevh7gr","sslEnabled":false,"region":"ap-guangzhou"}}',
    ) as Record<string, unknown>;

    expect(check(news, undefined).failures.map(({ property }) => property)).toEqual([
      "dbInstanceId",
      "sslEnabled",
      "region",
      "__proto__",
    ]);
  });

  test.each(["dbInstanceId", "connectAddress", "region", "onDelete"])(
    "a terminal escape in %s is shown as text and never sent to the terminal",
    (property) => {
      const reason = reasonFor(property, "\u001b[5m\u001b]0;owned\u0007\r\u202egnp.exe");

      expect(reason).toContain("\\u{1b}[5m\\u{1b}]0;owned\\u{7}");
      expect(reason).toContain("\\u{202e}gnp.exe");
      expect(reason).not.toMatch(INVISIBLE);
    },
  );

  test("the name of an unknown argument is made printable and cut as well", () => {
    const name = `\u001b[31m${"x".repeat(10_000)}`;
    const [failure] = check({ ...GOOD, [name]: 1 }, undefined).failures;

    expect(failure?.property).toBe(`\\u{1b}[31m${"x".repeat(75)}…`);
  });

  test("a value of megabytes is answered with a line", () => {
    for (const property of ["dbInstanceId", "connectAddress", "region"]) {
      expect(reasonFor(property, "a-".repeat(2_000_000))?.length).toBeLessThan(300);
    }
  });

  test("whatever the arguments are, the answer is a list of printable reasons for properties that are there or missing", () => {
    const anything = fc.oneof(fc.anything(), fc.string({ unit: "binary" }), fc.constant(UNKNOWN_VALUE));
    const names = fc.oneof(fc.constantFrom(...ARGUMENTS), fc.string({ unit: "binary" }));
    fc.assert(
      fc.property(
        fc.dictionary(names, anything),
        fc.option(fc.string({ unit: "binary" }), { nil: undefined }),
        (news, region) => {
          for (const { property, reason } of check(news, region).failures) {
            expect(`${property} ${reason}`).not.toMatch(INVISIBLE);
            expect(property.length).toBeLessThan(800);
            expect(reason).not.toBe("");
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
