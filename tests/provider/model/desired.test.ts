import { describeDesired, desiredOf } from "../../../provider/model/desired";

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
