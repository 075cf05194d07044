import { asObject, parseObject, systemErrorCode } from "../../../provider/model/objects";

test.each(["text", 5, null, ["list"]])("%j is not taken for an object", (value) => {
  expect(asObject(value)).toBeUndefined();
  expect(parseObject(JSON.stringify(value))).toBeUndefined();
});

test("the code of an error is found in it or its causes, where it is text", () => {
  const cause = Object.assign(new Error("no"), { code: "ENOENT" });
  const error = Object.assign(new Error("no", { cause }), { code: 5 });
  expect([systemErrorCode(error), systemErrorCode("ENOENT")]).toEqual(["ENOENT", undefined]);
});
