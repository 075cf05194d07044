import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { UNKNOWN_VALUE } from "../../../provider/resource/pulumi-names";

test("the value that stands for unknowns is the one that the installed Pulumi SDK sends", () => {
  expect(UNKNOWN_VALUE).toBe(unknownValue);
});
