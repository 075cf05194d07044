import { engineFailure } from "../../../provider/resource/engine-failure";

const failure = { property: "connectAddress", reason: "must be an address" };
const inWords = { property: "", reason: "connectAddress must be an address" };

test.each(["10.0.0.1:5432", "адрес", "a".repeat(200), "", 7, true, undefined, null])(
  "the engine may print the value %p, and prints the property's name with it",
  (value) => {
    expect(engineFailure(failure, value)).toEqual(failure);
  },
);

test.each([
  ["an escape sequence", "\u001b[2J"],
  ["a text direction that is turned around", "\u202e1.0.0.01"],
  ["several lines", "10.0.0.1\n10.0.0.2"],
  ["more characters than a line has", "a".repeat(201)],
  ["a list, whose entries could hold anything", ["10.0.0.1"]],
  ["an object", { address: "10.0.0.1" }],
])("the engine does not get to print %s", (_, value) => {
  expect(engineFailure(failure, value)).toEqual(inWords);
});
