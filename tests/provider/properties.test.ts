import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { describeWish, UNKNOWN_VALUE, wishOf } from "../../provider/properties";

test("the value that stands for unknowns is the one that the installed Pulumi SDK sends", () => {
  expect(UNKNOWN_VALUE).toBe(unknownValue);
});

test("while SSL is off, an address is no part of what is wished", () => {
  expect(wishOf({ sslEnabled: false, connectAddress: "10.6.0.4" })).toEqual({ sslEnabled: false });
  expect(wishOf({ sslEnabled: true, connectAddress: "10.6.0.4" })).toEqual({
    sslEnabled: true,
    connectAddress: "10.6.0.4",
  });
});

test("a wish is told in the words that progress lines and errors use", () => {
  expect(describeWish({ sslEnabled: true, connectAddress: "10.6.0.4" })).toBe("on for 10.6.0.4");
  expect(describeWish({ sslEnabled: false })).toBe("off");
});
