import fc from "fast-check";
import { canonicalAddress } from "../../../provider/model/address";

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
