import fc from "fast-check";
import { canonicalAddress, describeDesired, desiredOf, isAsDesired } from "../../../provider/model/ssl-setting";

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

test("an instance is as desired when SSL is on for the very address", () => {
  expect(isAsDesired({ sslEnabled: true, connectAddress: "10.6.0.4", caUrl: "http://ca" }, ON)).toBe(true);
  expect(isAsDesired({ sslEnabled: true, connectAddress: "10.6.0.5" }, ON)).toBe(false);
  expect(isAsDesired({ sslEnabled: true }, ON)).toBe(false);
});

test("an address that is configured while SSL is off protects nothing", () => {
  expect(isAsDesired({ sslEnabled: false, connectAddress: "10.6.0.4" }, ON)).toBe(false);
});

test("when off is desired, only that counts", () => {
  const address = fc.option(fc.string(), { nil: undefined });
  fc.assert(
    fc.property(fc.boolean(), address, (sslEnabled, connectAddress) => {
      const config = { sslEnabled, ...(connectAddress === undefined ? {} : { connectAddress }) };
      expect(isAsDesired(config, { sslEnabled: false })).toBe(!sslEnabled);
    }),
  );
});

test.each([
  ["2402:4E00::A", "2402:4e00::a"],
  ["2402:4e00:0:0:0:0:0:000a", "2402:4e00::a"],
  [" 10.6.0.4 ", "10.6.0.4"],
  ["Orders.Example.COM", "orders.example.com"],
  ["::ffff:10.6.0.4", "::ffff:a06:4"],
  ["fe80::1%eth0", "fe80::1%eth0"],
  ["[::1]", "[::1]"],
  ["", ""],
])("%j is compared as %j", (address, canonical) => {
  expect(canonicalAddress(address)).toBe(canonical);
});

test("every spelling of an IPv6 address becomes the same text, which stays the same", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 }), (groups) => {
      const long = groups.map((group) => group.toString(16).padStart(4, "0").toUpperCase()).join(":");
      const plain = groups.map((group) => group.toString(16)).join(":");
      expect(canonicalAddress(long)).toBe(canonicalAddress(plain));
      expect(canonicalAddress(canonicalAddress(long))).toBe(canonicalAddress(long));
    }),
  );
});
