import fc from "fast-check";
import { changesStateOnly, diff } from "../../../provider/resource/diff";
import { PROVIDER_PROPERTY, UNKNOWN_VALUE } from "../../../provider/model/properties";

const NEWS = {
  dbInstanceId: "postgres-5gevh7gr",
  sslEnabled: true,
  connectAddress: "10.6.0.4",
  region: "ap-guangzhou",
  onDelete: "disable",
  taskTimeoutSeconds: 1200,
  [PROVIDER_PROPERTY]: "exports.text = 1",
};
const OLDS = { ...NEWS, caUrl: "http://ca", caCertificate: "PEM", taskId: 100016, requestId: "e39921c1" };

const OFF = { ...NEWS, sslEnabled: false };

test("an unchanged program is no change, whatever the cloud added to the outputs", () => {
  expect(diff(OLDS, NEWS)).toEqual({ changes: false, replaces: [] });

  const added = fc.record(
    { caUrl: fc.anything(), caCertificate: fc.anything(), taskId: fc.anything(), requestId: fc.anything() },
    { requiredKeys: [] },
  );
  const others = fc.dictionary(
    fc.string().filter((name) => !Object.hasOwn(NEWS, name)),
    fc.anything(),
  );
  fc.assert(
    fc.property(added, others, (outputs, more) => {
      expect(diff({ ...more, ...NEWS, ...outputs }, NEWS)).toEqual({ changes: false, replaces: [] });
    }),
  );
});

test("an instance whose SSL the same run has turned off is a change, unless off is desired", () => {
  expect(diff(OLDS, NEWS, { isAbandoned: true })).toEqual({ changes: true, replaces: [] });
  expect(diff({ ...OLDS, sslEnabled: false }, OFF, { isAbandoned: true })).toEqual({ changes: false, replaces: [] });
});

test("an unfinished change is a change, whatever else is the same", () => {
  const unfinished = { ...OLDS, unfinishedChange: true };

  expect(diff(unfinished, NEWS)).toEqual({ changes: true, replaces: [] });
  expect(changesStateOnly(unfinished, { ...NEWS, taskTimeoutSeconds: 60 })).toBe(false);
});

test.each([
  ["sslEnabled", false],
  ["connectAddress", "10.6.0.5"],
  ["onDelete", "retain"],
  ["taskTimeoutSeconds", 60],
  [PROVIDER_PROPERTY, "exports.text = 2"],
])("a change of %s is an update", (name, value) => {
  expect(diff(OLDS, { ...NEWS, [name]: value })).toEqual({ changes: true, replaces: [] });
});

test.each([
  ["dbInstanceId", "postgres-aaaaaaaa"],
  ["region", "ap-singapore"],
])("a change of %s is another resource", (name, value) => {
  expect(diff(OLDS, { ...NEWS, [name]: value })).toEqual({ changes: true, replaces: [name] });
});

test("a change of instance and region names both", () => {
  const news = { ...NEWS, dbInstanceId: "postgres-aaaaaaaa", region: "ap-singapore", sslEnabled: false };

  expect(diff(OLDS, news)).toEqual({ changes: true, replaces: ["dbInstanceId", "region"] });
});

test("while SSL is off, setting, changing or removing the address is no change", () => {
  const { connectAddress, ...withoutAddress } = OFF;

  expect(connectAddress).toBe("10.6.0.4");
  expect(diff(withoutAddress, OFF).changes).toBe(false);
  expect(diff(OFF, withoutAddress).changes).toBe(false);
  expect(diff(OFF, { ...OFF, connectAddress: "10.6.0.5" }).changes).toBe(false);
  expect(diff(OFF, { ...OFF, connectAddress: UNKNOWN_VALUE }).changes).toBe(false);
});

test("turning SSL on or off is a change with any address", () => {
  expect(diff(OFF, NEWS).changes).toBe(true);
  expect(diff(NEWS, OFF).changes).toBe(true);
});

test("drift that a refresh found is a change", () => {
  expect(diff({ ...OLDS, sslEnabled: false }, NEWS).changes).toBe(true);
  expect(diff({ ...OLDS, connectAddress: "10.6.0.5" }, NEWS).changes).toBe(true);
  expect(diff({ ...OLDS, connectAddress: undefined }, NEWS).changes).toBe(true);
});

test.each(["dbInstanceId", "sslEnabled", "connectAddress", "region", "onDelete", "taskTimeoutSeconds"])(
  "an unknown %s counts as changed, so that the preview does not promise too little",
  (name) => {
    const isIdentity = ["dbInstanceId", "region"].includes(name);
    const unknown = { ...NEWS, [name]: UNKNOWN_VALUE };

    expect(diff(OLDS, unknown)).toEqual({ changes: true, replaces: isIdentity ? [name] : [] });
    expect(diff({ ...OLDS, [name]: UNKNOWN_VALUE }, unknown).changes).toBe(true);
  },
);

test("an address counts while it is unknown whether SSL will be on", () => {
  const olds = { ...OLDS, sslEnabled: UNKNOWN_VALUE };

  expect(diff(olds, { ...NEWS, sslEnabled: UNKNOWN_VALUE, connectAddress: "10.6.0.5" }).changes).toBe(true);
});

test("values of other types are changes", () => {
  expect(diff(OLDS, { ...NEWS, sslEnabled: "true" }).changes).toBe(true);
  expect(diff(OLDS, { ...NEWS, taskTimeoutSeconds: "1200" }).changes).toBe(true);
});

test("for any two programs: only the instance and the region replace, and equal settings are no change", () => {
  const program = fc.record({
    dbInstanceId: fc.constantFrom("postgres-aaaaaaaa", "postgres-bbbbbbbb"),
    sslEnabled: fc.boolean(),
    connectAddress: fc.option(fc.constantFrom("10.0.0.1", "10.0.0.2"), { nil: undefined }),
    region: fc.constantFrom("ap-guangzhou", "ap-singapore"),
    onDelete: fc.constantFrom("disable", "retain"),
    taskTimeoutSeconds: fc.constantFrom(60, 1200),
  });
  fc.assert(
    fc.property(program, program, (olds, news) => {
      const { changes, replaces } = diff(olds, news);
      const differing = (Object.keys(news) as (keyof typeof news)[]).filter((name) => olds[name] !== news[name]);
      const counting = differing.filter((name) => name !== "connectAddress" || news.sslEnabled);

      expect(changes).toBe(counting.length > 0);
      expect(replaces).toEqual(differing.filter((name) => ["dbInstanceId", "region"].includes(name)));
    }),
  );
});

describe("an update that needs no call to the cloud", () => {
  test.each([
    ["onDelete", "retain"],
    ["taskTimeoutSeconds", 60],
  ])("is one of %s alone", (name, value) => {
    expect(changesStateOnly(OLDS, { ...NEWS, [name]: value })).toBe(true);
  });

  test("is not one that changes the setting as well", () => {
    expect(changesStateOnly(OLDS, { ...NEWS, onDelete: "retain", sslEnabled: false })).toBe(false);
    expect(changesStateOnly(OLDS, { ...NEWS, onDelete: "retain", connectAddress: "10.6.0.5" })).toBe(false);
  });

  test("is not one that repeats the same desired setting: it has to finish what an earlier one left undone", () => {
    expect(changesStateOnly(OLDS, NEWS)).toBe(false);
  });

  test("may change the address while SSL is off", () => {
    expect(changesStateOnly(OFF, { ...OFF, onDelete: "retain", connectAddress: "10.6.0.5" })).toBe(true);
  });
});
