import { differenceOf } from "../../examples/drift-report/difference";
import { asJson, asMarkdown, asTable, tableOfReports } from "../../examples/drift-report/render";
import type { StackReport } from "../../examples/drift-report/report";

const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "[secret]" };
const hostile: StackReport = {
  project: "databases",
  stack: "prod",
  outcome: "failed",
  drifts: [],
  error:
    "\x1b[2Ja|b \x9b31m<img src=x onerror=alert(1)>\n| forged | prod | clean | [x](https://x.example) @everyone `\u202e",
};

test("a message is one row of the table, whatever is in it, and no terminal or browser acts on it", () => {
  const [, ...rows] = asTable(tableOfReports([hostile])).split("\n");
  expect(rows).toHaveLength(1);
  expect(rows[0]).not.toMatch(/[\p{Cc}\p{Cf}]/u);

  const [, , ...markdown] = asMarkdown(tableOfReports([hostile])).split("\n");
  expect(markdown).toHaveLength(1);
  const cells = markdown[0]?.split("|") ?? [];
  expect(cells).toHaveLength(6);
  expect(cells[4]).toMatch(/^ <code>a&#124;b [^<>`@|:[\]]*<\/code> $/);
  expect(cells[4]).toContain("&#60;img src=x onerror=alert(1)&#62;");
  expect(cells[4]).not.toMatch(/[\p{Cc}\p{Cf}]/u);

  expect(asJson([hostile])).not.toMatch(/[\p{Cf}\x7f-\x9f]/u);
  expect(JSON.parse(asJson([hostile]))).toEqual([hostile]);
});

test("the difference names what differs, shows no secret and only the beginning of a certificate", () => {
  const inputs = { sslEnabled: true, connectAddress: secret };
  expect(differenceOf(inputs, { ...inputs, sslEnabled: false }, ["sslEnabled"])).toBe("sslEnabled is false, not true");
  expect(differenceOf(inputs, inputs, ["connectAddress"])).toBe("connectAddress (secret) is another");
  // The dynamic provider does not name it.
  expect(differenceOf(inputs, inputs, [])).toBe("a secret argument is another: connectAddress");
  expect(differenceOf({}, {}, [])).toBe("differs in its outputs");

  const certificate = differenceOf({ ...inputs, ca: "A".repeat(2000) }, { ...inputs, sslEnabled: false }, []);
  expect(certificate).toMatch(/^sslEnabled is false, not true, ca is not set, not "A{79}… \(2002 characters\)$/);
});
