import { SETTING_NAMES } from "../../../provider/credentials/settings";
import { codeIn, tableAfter } from "../../docs/pages";
import { failureOf, useTestMachine } from "./test-machine";

const page = "docs/credentials.md";
const machine = useTestMachine();

test("the table of settings has every key and variable that the code reads, in the code's order, and no other", () => {
  // The first four decide where requests go; tests/docs/settings.test.ts looks at them.
  const rows = tableAfter("docs/settings.md", "# Settings\n").slice(4);
  const documented = rows.map(([, key = "", variables = ""]) => [codeIn(key), codeIn(variables)]);
  const read = Object.values(SETTING_NAMES).map((names) => ["key" in names ? [names.key] : [], names.variables]);
  expect(documented).toEqual(read);
});

test("the page lists the sources in the order in which they are tried", async () => {
  const message = await failureOf(machine.chain());
  const [, list = ""] = /Tried: (.*)\.$/.exec(message) ?? [];
  const tried = list.replaceAll(/ \([^)]*\)/g, "").split(", ");
  const documented = tableAfter(page, "\n## Sources\n").map(([, source]) => source);

  const sources = [
    ["the stack config", "stack's configuration"],
    ["the environment", "environment"],
    ["the SDK credentials file", "SDK credentials file"],
    ["the tccli profile", "profile"],
    ["the web identity token", "web identity token"],
    ["TKE OIDC", "TKE OIDC"],
    ["the CVM role", "CVM instance"],
  ];
  expect(tried).toEqual(sources.map(([name]) => name));
  expect(documented).toEqual(sources.map(([, words]) => expect.stringContaining(words ?? "") as string));
});
