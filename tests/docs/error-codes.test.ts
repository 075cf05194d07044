import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ERROR_CODES } from "../../provider/cloud/error-codes";
import type { Verdict } from "../../provider/errors/request-error";
import { repository, tableAfter, textOf } from "./pages";

const PAGE = "docs/errors.md";
const START = "<!-- error codes -->";
const END = "<!-- /error codes -->";

/** The words of the page for what the provider does about a code. */
const WORDS: Readonly<Record<Verdict, string>> = {
  again: "again",
  limited: "slower",
  busy: "looks again",
  later: "a few tries",
  unknown: "searches",
  gone: "gone",
  recycled: "recycle bin",
  offline: "offline",
  denied: "refused",
  fail: "ends",
};

/** Codes for which the same has to be done share a row; what happened is in the message itself. */
const rows = [...byRest()].map(([rest, codes]) => [codes.join(", "), ...(JSON.parse(rest) as string[])]);

function byRest(): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [code, { advice, onRead, onWrite }] of Object.entries(ERROR_CODES)) {
    const rest = JSON.stringify([`${advice}.`, WORDS[onRead], WORDS[onWrite]]);
    groups.set(rest, [...(groups.get(rest) ?? []), `\`${code}\``]);
  }
  return groups;
}

test("the page on errors has the code's table of error codes", () => {
  if (process.env.UPDATE_PAGES) update();
  expect(tableAfter(PAGE, START)).toEqual(rows);
});

test("the page on errors explains every word of that table", () => {
  const explained = [...textOf(PAGE).matchAll(/^- _([a-z ]+)_:/gm)].map(([, word]) => word);
  expect(explained.sort()).toEqual(Object.values(WORDS).sort());
});

function update(): void {
  const lines = [["codes", "what to do", "a read", "a change"], Array(4).fill("---"), ...rows];
  const table = lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  const [before = "", rest = ""] = textOf(PAGE).split(START);
  const [, after = ""] = rest.split(END);
  writeFileSync(join(repository, PAGE), `${before}${START}\n\n<!-- prettier-ignore -->\n${table}\n\n${END}${after}`);
  spawnSync(join(repository, "node_modules", ".bin", "prettier"), ["--write", join(repository, PAGE)]);
}
