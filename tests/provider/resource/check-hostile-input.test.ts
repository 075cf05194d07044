import fc from "fast-check";
import { ARGUMENTS, check, engineFailure } from "../../../provider/resource/check";
import { UNKNOWN_VALUE } from "../../../provider/model/properties";
import { INVISIBLE } from "../invisible";
import { GOOD, reasonFor } from "./checked-resource";

test.each(["__proto__", "constructor", "toString", "hasOwnProperty", "prototype"])(
  "an argument called %s is an unknown one, and changes nothing else",
  (name) => {
    const news = JSON.parse(
      JSON.stringify(GOOD).replace("{", `{"${name}":{"sslEnabled":false,"region":"ap-x"},`),
    ) as object;
    const { failures, inputs } = check(news as Record<string, unknown>, undefined);

    expect(failures.map(({ property }) => property)).toEqual([name]);
    expect(inputs).toMatchObject(GOOD);
    expect(({} as Record<string, unknown>).sslEnabled).toBeUndefined();
  },
);

test("an argument called __proto__ does not replace a missing one", () => {
  const news = JSON.parse(
    '{"__proto__":{"dbInstanceId":"postgres-5gevh7gr","sslEnabled":false,"region":"ap-guangzhou"}}',
  ) as Record<string, unknown>;

  expect(check(news, undefined).failures.map(({ property }) => property)).toEqual([
    "dbInstanceId",
    "sslEnabled",
    "region",
    "__proto__",
  ]);
});

test.each(["dbInstanceId", "connectAddress", "region", "onDelete"])(
  "a terminal escape in %s is shown as text and never sent to the terminal",
  (property) => {
    const reason = reasonFor(property, "\u001b[5m\u001b]0;owned\u0007\r\u202egnp.exe");

    expect(reason).toContain("\\u{1b}[5m\\u{1b}]0;owned\\u{7}");
    expect(reason).toContain("\\u{202e}gnp.exe");
    expect(reason).not.toMatch(INVISIBLE);
  },
);

test("the name of an unknown argument is made printable and cut as well", () => {
  const name = `\u001b[31m${"x".repeat(10_000)}`;
  const [failure] = check({ ...GOOD, [name]: 1 }, undefined).failures;

  expect(failure?.property).toBe(`\\u{1b}[31m${"x".repeat(75)}…`);
});

test("for a value of megabytes, the reason is one line", () => {
  for (const property of ["dbInstanceId", "connectAddress", "region"]) {
    expect(reasonFor(property, "a-".repeat(2_000_000))?.length).toBeLessThan(300);
  }
});

test("whatever the arguments are, the result is a list of printable reasons for properties that are present or missing", () => {
  const anything = fc.oneof(fc.anything(), fc.string({ unit: "binary" }), fc.constant(UNKNOWN_VALUE));
  const names = fc.oneof(fc.constantFrom(...ARGUMENTS), fc.string({ unit: "binary" }));
  fc.assert(
    fc.property(
      fc.dictionary(names, anything),
      fc.option(fc.string({ unit: "binary" }), { nil: undefined }),
      (news, region) => {
        const { failures } = check(news, region);
        const texts = failures.map(({ property, reason }) => `${property} ${reason}`);

        expect(texts.join(" ")).not.toMatch(INVISIBLE);
        expect(texts.filter((text) => text.length > 1200 || text.endsWith(" "))).toEqual([]);
      },
    ),
    { numRuns: 100 },
  );
});

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
