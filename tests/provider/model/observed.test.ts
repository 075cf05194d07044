import fc from "fast-check";
import { isAsDesired } from "../../../provider/model/observed";

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
