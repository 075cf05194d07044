import { Plugin } from "../../../provider/plugin/plugin";
import { received, sent, Wording } from "../../../provider/plugin/secrets";
import { UNKNOWN_VALUE } from "../../../provider/resource/pulumi-names";

const SECRET = new Set(["connectAddress"]);

function wordingThatKnows(...addresses: readonly string[]): Wording {
  const wording = new Wording();
  for (const connectAddress of addresses) wording.learn({ values: { connectAddress }, secretNames: SECRET });
  return wording;
}

test("a secret address is hidden in every text of the process, in any case, and other addresses are not", () => {
  const wording = wordingThatKnows("db.example.com", "10.0.0.1", "10.0.0.12");
  expect(wording.of("on for DB.Example.com, then 10.0.0.12 and 10.0.0.1, not 10.0.0.3 or dbXexample.com")).toBe(
    "on for [secret], then [secret] and [secret], not 10.0.0.3 or dbXexample.com",
  );
});

test("an address that is no secret, not yet known or empty hides nothing", () => {
  const wording = wordingThatKnows(UNKNOWN_VALUE, " ");
  wording.learn({ values: { connectAddress: "10.0.0.1" }, secretNames: new Set(["region"]) });
  expect(wording.of(`10.0.0.1 and ${UNKNOWN_VALUE}`)).toBe(`10.0.0.1 and ${UNKNOWN_VALUE}`);
});

test("settings have the names of the plugin", () => {
  expect(
    new Wording().of("set tencentcloud:region (tencentcloud:secretId), not tencentcloud-postgres-ssl:region"),
  ).toBe(
    "set tencentcloud-postgres-ssl:region (tencentcloud-postgres-ssl:secretId), not tencentcloud-postgres-ssl:region",
  );
});

test("what came in as a secret leaves as one, also inside a list or an object", () => {
  const values = { connectAddress: "10.0.0.1", sslEnabled: true, odd: [{ deep: "x" }] };
  const marked = sent(values, SECRET);
  expect(received(marked)).toEqual({ values, secretNames: SECRET });
  const nested = sent({ outer: marked.toJavaScript() });
  expect(received(nested)).toEqual({ values: { outer: values }, secretNames: new Set(["outer"]) });
});

test("a property without a value is left out, and null stays", () => {
  expect(sent({ a: undefined, b: null }).toJavaScript()).toEqual({ b: null });
});

test("before the engine's address is known, lines go where it keeps what its plugins print, and changes may start", async () => {
  const printed = jest.spyOn(console, "error").mockReturnValue();
  const plugin = new Plugin(() => undefined);
  plugin.logAt("")("turning SSL on");
  expect(printed.mock.calls).toEqual([["turning SSL on"]]);
  printed.mockRestore();
  await expect(plugin.host.cloud().session.tools.mayBeSent?.()).resolves.toBeUndefined();
});
