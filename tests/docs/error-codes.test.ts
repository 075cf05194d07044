import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ERROR_CODES, type Verdict } from "../../provider/cloud/error-codes";
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
  denied: "refused",
  fail: "ends",
};

const rows = Object.entries(ERROR_CODES).map(([code, { meaning, advice, onRead, onWrite }]) => [
  `\`${code}\``,
  meaning,
  `${advice}.`,
  WORDS[onRead],
  WORDS[onWrite],
]);

test("the page on errors has the code's table of error codes", () => {
  if (process.env.UPDATE_PAGES) update();
  expect(tableAfter(PAGE, START)).toEqual(rows);
});

test("the page on errors explains every word of that table", () => {
  const explained = [...textOf(PAGE).matchAll(/^- _([a-z ]+)_:/gm)].map(([, word]) => word);
  expect(explained.sort()).toEqual(Object.values(WORDS).sort());
});

function update(): void {
  const lines = [["code", "what happened", "what to do", "a read", "a change"], Array(5).fill("---"), ...rows];
  const table = lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  const [before = "", rest = ""] = textOf(PAGE).split(START);
  const [, after = ""] = rest.split(END);
  writeFileSync(join(repository, PAGE), `${before}${START}\n\n${table}\n\n${END}${after}`);
  spawnSync(join(repository, "node_modules", ".bin", "prettier"), ["--write", join(repository, PAGE)]);
}
