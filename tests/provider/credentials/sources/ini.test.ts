import { parseIni } from "../../../../provider/credentials/sources/ini";

test("a file of the SDKs is read as they write it", () => {
  const sections = parseIni("[default]\nsecret_id = AKIDx\nsecret_key=abc\n\n[other]\nsecret_id = AKIDy\n");

  expect(sections.get("default")).toEqual(
    new Map([
      ["secret_id", "AKIDx"],
      ["secret_key", "abc"],
    ]),
  );
  expect(sections.get("other")?.get("secret_id")).toBe("AKIDy");
});

test.each([
  ["line ends of Windows and a byte order mark", "\uFEFF[default]\r\nkey = value\r\n"],
  ["comments on lines of their own", "; one\n# two\n[default]\n#key = other\n;key = other\nkey = value"],
  ["a comment behind the value", "[default]\nkey = value ; a comment\n"],
  ["quotes around the value", '[default]\nkey = "value"\n'],
  ["blanks everywhere", "  [ default ]  \n\t key\t=\tvalue \t\n"],
  ["comments after it", "[default]\nkey = value\n#key = other\n ; key = other\n"],
  ["the same section twice", "[default]\nkey = old\n[x]\nkey = x\n[default]\nkey = value\n"],
])("%s do not change what is read", (_, text) => {
  expect(parseIni(text).get("default")?.get("key")).toBe("value");
});

test("a value keeps what looks like a comment or an assignment in its middle", () => {
  expect(parseIni("[default]\nkey = a;b#c=d==\n").get("default")?.get("key")).toBe("a;b#c=d==");
});

test.each(['"value', 'value"', "'value\"", 'a"value"', '"value"a'])(
  "a value keeps quotes that do not surround it: %s",
  (value) => {
    expect(parseIni(`[default]\nkey = ${value}\n`).get("default")?.get("key")).toBe(value);
  },
);

test("a value in brackets starts no section", () => {
  expect(parseIni("[default]\nkey = [other]\n")).toEqual(new Map([["default", new Map([["key", "[other]"]])]]));
});

test("lines without a section, a key or an equals sign belong to no section", () => {
  expect(parseIni("key = lost\n[default]\n= value\nword\n").get("default")).toEqual(new Map());
});

test("names of an object's own parts are names like any other", () => {
  expect(parseIni("[__proto__]\nconstructor = value\n").get("__proto__")?.get("constructor")).toBe("value");
});
