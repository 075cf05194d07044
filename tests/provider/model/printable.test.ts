import fc from "fast-check";
import { printable, printableValue } from "../../../provider/model/printable";
import { INVISIBLE } from "../invisible";

test.each([
  ...["postgres-5gevh7gr", "数据库 очень é", "👩 10 %", '"quoted" \\ text'].map((text) => [text, text] as const),
  // A message stays one line.
  ["one\ntwo\tthree", "one two three"],
  ["\u001b[31mred", "\\u{1b}[31mred"],
  ["\u009b1m", "\\u{9b}1m"],
  ["\u202etxt.exe", "\\u{202e}txt.exe"],
  ["a\u2028b\u2029c", "a\\u{2028}b\\u{2029}c"],
  ["\ud800", "\\u{d800}"],
] as const)("%j reaches a terminal as %s", (text, shown) => {
  expect(printable(text)).toBe(shown);
});

test("a text of the maximum length is shown whole, and a longer one is cut and marked", () => {
  expect(printable("12345", 5)).toBe("12345");
  expect(printable("123456", 5)).toBe("12345…");
  expect(printable("x".repeat(500))).toBe("x".repeat(500));
  expect(printable("x".repeat(501))).toBe(`${"x".repeat(500)}…`);
  // Characters outside the basic plane count as one each and are never cut in half.
  expect(printable("👩👩👩", 3)).toBe("👩👩👩");
  expect(printable("👩👩👩👩", 3)).toBe("👩👩👩…");
  expect(printable("a👩👩👩", 3)).toBe("a👩👩…");
  expect(printable("👩".repeat(1000), 3)).toBe("👩👩👩…");
  // A text of megabytes costs no more than what is shown of it.
  expect(printable("\u001b".repeat(20_000_000), 2)).toBe("\\u{1b}\\u{1b}…");
});

test("whatever the text is, nothing that controls a terminal is left", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 50 }), (text, maxLength) => {
      expect(printable(text, maxLength)).not.toMatch(INVISIBLE);
      // What is not a letter costs at most the ten characters of its escape.
      expect(printable(text, maxLength).length).toBeLessThanOrEqual(maxLength * 10 + 1);
    }),
  );
});

test.each([
  ["text", '"text"'],
  ["x".repeat(80), `"${"x".repeat(80)}"`],
  ["x".repeat(81), `"${"x".repeat(80)}…"`],
  ["\u001b[1m", '"\\u{1b}[1m"'],
  [12, "12"],
  [true, "true"],
  [null, "null"],
  [undefined, "nothing"],
  [[1, 2], "a list"],
  [{ a: 1 }, "a value of type object"],
  [() => 1, "a value of type function"],
  [10n, "a value of type bigint"],
])("a message that says what was found instead of what was expected calls %p %s", (value, words) => {
  expect(printableValue(value)).toBe(words);
});

test("an object is never looked into or converted to text, which could be anything", () => {
  const fail = (): never => {
    throw new Error("looked inside");
  };

  expect(printableValue(new Proxy({}, { get: fail, ownKeys: fail }))).toBe("a value of type object");
});
