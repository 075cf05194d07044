import { ARGUMENTS, check } from "../../../provider/resource/check";
import { PROVIDER_PROPERTY, UNKNOWN_VALUE } from "../../../provider/model/properties";
import { GOOD, reasonFor, REGION } from "./checked-resource";

describe("valid arguments", () => {
  test("a minimal resource gets the documented defaults", () => {
    const outcome = check(GOOD, undefined);

    expect(outcome).toEqual({ inputs: { ...GOOD, onDelete: "disable", taskTimeoutSeconds: 1200 }, failures: [] });
  });

  test("values that the program sets are kept", () => {
    const news = { ...GOOD, onDelete: "retain", taskTimeoutSeconds: 60, [PROVIDER_PROPERTY]: "exports.x = 1" };

    expect(check(news, "ap-singapore")).toEqual({ inputs: news, failures: [] });
  });

  test("a resource without a region gets the stack's or the environment's, so that it is in the state", () => {
    const { region, ...news } = GOOD;

    expect(check(news, region)).toMatchObject({ inputs: { region }, failures: [] });
  });

  test("an argument that is null or undefined counts as missing", () => {
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

  test("a DNS name may have 253 characters and 63 a part, as DNS allows, and no more", () => {
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

  test("an address in upper case or with blanks around it reaches the state in one spelling", () => {
    const { inputs } = check({ ...GOOD, connectAddress: "  DB.Example.COM\n" }, undefined);

    expect(inputs.connectAddress).toBe("db.example.com");
    expect(check({ ...GOOD, connectAddress: "2402:4E00:0::0A" }, undefined).inputs.connectAddress).toBe("2402:4e00::a");
  });

  test("only the address is rewritten: an instance id in upper case is refused", () => {
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

describe("values that a preview does not know yet", () => {
  test.each(ARGUMENTS)("an unknown %s passes", (property) => {
    expect(reasonFor(property, UNKNOWN_VALUE)).toBeUndefined();
    expect(check({ ...GOOD, [property]: UNKNOWN_VALUE }, undefined).inputs[property]).toBe(UNKNOWN_VALUE);
  });

  test("while sslEnabled is unknown, no address is required", () => {
    const { dbInstanceId, region } = GOOD;

    expect(check({ dbInstanceId, region, sslEnabled: UNKNOWN_VALUE }, undefined).failures).toEqual([]);
  });

  test("an unknown value does not hide other mistakes", () => {
    expect(check({ ...GOOD, dbInstanceId: UNKNOWN_VALUE, onDelete: "never" }, undefined).failures).toHaveLength(1);
  });
});
