import fc from "fast-check";
import { changesStateOnly, diff } from "../../../provider/resource/diff";
import { PROVIDER_PROPERTY, UNKNOWN_VALUE } from "../../../provider/resource/pulumi-names";

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
  const names = fc.oneof(fc.constantFrom("caUrl", "caCertificate", "taskId", "requestId"), fc.string());
  const unchanged = fc.property(fc.dictionary(names, fc.anything()), (outputs) => {
    expect(diff({ ...outputs, ...NEWS }, NEWS)).toEqual({ changes: false, replaces: [] });
  });
  fc.assert(unchanged);
});

test("an instance whose SSL the same run has turned off is a change, unless off is desired", () => {
  expect(diff(OLDS, NEWS, { isAbandoned: true })).toEqual({ changes: true, replaces: [] });
  expect(diff({ ...OLDS, sslEnabled: false }, OFF, { isAbandoned: true })).toEqual({ changes: false, replaces: [] });
});

test("an unfinished change is a change, whatever else is the same", () => {
  expect(diff({ ...OLDS, unfinishedChange: true }, NEWS)).toEqual({ changes: true, replaces: [] });
});

test.each([
  ["sslEnabled", "an update", false],
  ["connectAddress", "an update", "10.6.0.5"],
  ["onDelete", "an update", "retain"],
  ["taskTimeoutSeconds", "an update", 60],
  [PROVIDER_PROPERTY, "an update", "exports.text = 2"],
  ["dbInstanceId", "another resource", "postgres-aaaaaaaa"],
  ["region", "another resource", "ap-singapore"],
])("a change of %s is %s, and so is a value that a preview does not know yet", (name, what, value) => {
  const outcome = { changes: true, replaces: what === "another resource" ? [name] : [] };
  const unknown = { [name]: UNKNOWN_VALUE };

  expect(diff(OLDS, { ...NEWS, [name]: value })).toEqual(outcome);
  expect(diff(OLDS, { ...NEWS, ...unknown })).toEqual(outcome);
  expect(diff({ ...OLDS, ...unknown }, { ...NEWS, ...unknown })).toEqual(outcome);
});

test("while SSL is off, setting, changing or removing the address is no change", () => {
  const { connectAddress: _, ...withoutAddress } = OFF;

  expect(diff(withoutAddress, OFF).changes).toBe(false);
  expect(diff(OFF, withoutAddress).changes).toBe(false);
  expect(diff(OFF, { ...OFF, connectAddress: "10.6.0.5" }).changes).toBe(false);
  expect(diff(OFF, { ...OFF, connectAddress: UNKNOWN_VALUE }).changes).toBe(false);
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
  const compared = fc.property(program, program, (olds, news) => {
    const { changes, replaces } = diff(olds, news);
    const differing = (Object.keys(news) as (keyof typeof news)[]).filter((name) => olds[name] !== news[name]);
    const counting = differing.filter((name) => name !== "connectAddress" || news.sslEnabled);

    expect(changes).toBe(counting.length > 0);
    expect(replaces).toEqual(differing.filter((name) => ["dbInstanceId", "region"].includes(name)));
  });
  fc.assert(compared);
});

test.each([
  ["of onDelete alone", OLDS, { ...NEWS, onDelete: "retain" }, true],
  ["of taskTimeoutSeconds alone", OLDS, { ...NEWS, taskTimeoutSeconds: 60 }, true],
  ["of an address while SSL is off", OFF, { ...OFF, onDelete: "retain", connectAddress: "10.6.0.5" }, true],
  ["that turns SSL off as well", OLDS, { ...NEWS, onDelete: "retain", sslEnabled: false }, false],
  ["of the address as well", OLDS, { ...NEWS, onDelete: "retain", connectAddress: "10.6.0.5" }, false],
  ["that finishes what an earlier one left undone", OLDS, NEWS, false],
  ["after an unfinished change", { ...OLDS, unfinishedChange: true }, { ...NEWS, taskTimeoutSeconds: 60 }, false],
])("an update %s needs no call to the cloud: %p", (_, olds, news, isStateOnly) => {
  expect(changesStateOnly(olds, news)).toBe(isStateOnly);
});
