import {
  canonicalAddress,
  describeDesired,
  desiredOf,
  instanceKey,
  isAsDesired,
} from "../../../provider/model/ssl-setting";

test("an instance is known by its region and its id", () => {
  expect(instanceKey({ dbInstanceId: "postgres-5gevh7gr", region: "ap-guangzhou" })).toBe(
    "ap-guangzhou/postgres-5gevh7gr",
  );
});

test("while SSL is off, an address is not part of the desired setting", () => {
  expect(desiredOf({ sslEnabled: false, connectAddress: "10.6.0.4" })).toEqual({ sslEnabled: false });
  expect(desiredOf({ sslEnabled: true, connectAddress: "10.6.0.4" })).toEqual({
    sslEnabled: true,
    connectAddress: "10.6.0.4",
  });
});

test("a desired setting is described for progress lines and errors", () => {
  expect(describeDesired({ sslEnabled: true, connectAddress: "10.6.0.4" })).toBe("on for 10.6.0.4");
  expect(describeDesired({ sslEnabled: false })).toBe("off");
});

const ON = { sslEnabled: true, connectAddress: "10.6.0.4" } as const;
const OFF = { sslEnabled: false } as const;

test.each([
  [{ ...ON, caUrl: "http://ca" }, ON, true],
  [{ sslEnabled: true, connectAddress: "10.6.0.5" }, ON, false],
  [{ sslEnabled: true }, ON, false],
  // When off is desired, only that counts.
  [OFF, OFF, true],
  [ON, OFF, false],
])("an instance with %j is compared with the desired %j: %j", (observed, desired, isDesired) => {
  expect(isAsDesired(observed, desired)).toBe(isDesired);
});

test.each([
  ["2402:4e00::a", "2402:4e00::a"],
  ["2402:4e00:0:0:0:0:0:000a", "2402:4e00::a"],
  ["2402:4E00:0001:0:0:0:0:0A0B", "2402:4e00:1::a0b"],
  [" 10.6.0.4 ", "10.6.0.4"],
  ["Orders.Example.COM", "orders.example.com"],
  ["::ffff:10.6.0.4", "::ffff:a06:4"],
  ["fe80::1%eth0", "fe80::1%eth0"],
])("%j is compared as %j", (address, canonical) => {
  expect(canonicalAddress(address)).toBe(canonical);
});
