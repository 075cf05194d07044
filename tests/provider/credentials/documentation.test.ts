import { readFileSync } from "node:fs";
import { join } from "node:path";
import { failureOf, TestMachine } from "./try-credentials";
import { configKeyOf, SETTING_NAMES, type SettingName, variablesOf } from "../../../provider/credentials/settings";

const page = readFileSync(join(__dirname, "../../../docs/credentials.md"), "utf8");
const settings = Object.keys(SETTING_NAMES) as SettingName[];

/** The cells of the table whose first column has this title, row by row. */
function tableOf(title: string): string[][] {
  const table = page.slice(page.search(new RegExp(`^\\| ${title} +\\|`, "m"))).split("\n\n", 1)[0] ?? "";
  const rows = table.split("\n").slice(2);
  return rows.map((row) => row.split("|").slice(1, -1));
}

/** The names in backticks in a cell of a table. */
function namesIn(cell: string | undefined): string[] {
  return [...(cell ?? "").matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? "");
}

test("the table of settings has every key and variable that the code reads, in the code's order, and no other", () => {
  const documented = tableOf("Setting").map(([, keys, variables]) => [namesIn(keys), namesIn(variables)]);
  const read = settings.map((name) => [[configKeyOf(name)].filter((key) => key !== undefined), variablesOf(name)]);
  expect(documented).toEqual(read);
});

test("the page names no key or variable that nothing reads", () => {
  const general = ["region", "domain", "protocol"].flatMap((name) => [
    `tencentcloud:${name}`,
    `TENCENTCLOUD_${name.toUpperCase()}`,
  ]);
  const known = new Set([...settings.flatMap((name) => [configKeyOf(name), ...variablesOf(name)]), ...general]);
  const named = page.match(/\b(tencentcloud:[a-zA-Z]+|(TENCENTCLOUD|TKE|TCCLI)_[A-Z_]+)/g) ?? [];

  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

test("the page lists the sources in the order in which they are tried", async () => {
  const machine = await TestMachine.create();
  try {
    const message = await failureOf(machine.chain());
    const tried = [...message.matchAll(/(?:Tried: |; )([^(;]+) \(/g)].map(([, name]) => name);
    const words = [
      "stack's configuration",
      "environment",
      "SDK credentials file",
      "profile",
      "web identity token",
      "TKE OIDC",
      "CVM instance",
    ];
    const documented = tableOf("#").map(([, source]) => source);

    expect(tried).toEqual([
      "the stack config",
      "the environment",
      "the SDK credentials file",
      "the tccli profile",
      "the web identity token",
      "TKE OIDC",
      "the CVM role",
    ]);
    expect(documented).toEqual(words.map((word) => expect.stringContaining(word) as string));
  } finally {
    await machine.remove();
  }
});
