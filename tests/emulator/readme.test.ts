import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assumptions } from "../../emulator/src/assumptions";
import { actionNames } from "../../emulator/src";
import { routes } from "../../emulator/src/control/routes";
import { outcome, repositoryFolder } from "./emulator-process";

const page = (name: string) => readFileSync(join(repositoryFolder, "emulator", name), "utf8");
const readme = page("README.md");

test("the page of assumptions has the code's table", () => {
  const [, table = ""] = /<!-- assumptions -->\n([^]*)<!-- \/assumptions -->/.exec(page("ASSUMPTIONS.md")) ?? [];
  const rows = [...table.matchAll(/^\| (.*?) +\| (.*?) +\|$/gm)].map(([, question, decision]) => [question, decision]);
  const inCode = Object.values(assumptions).map(({ question, decision }) => [question, decision]);
  expect(rows.filter(([question]) => question !== "question" && !question?.startsWith("-"))).toEqual(inCode);
});

test("the README's table of options is that of the command line", async () => {
  const { stdout } = await outcome(["--help"]);
  const inHelp = [...stdout.matchAll(/^ {2}(--[a-z-]+( [A-Z]+)?) /gm)].map(([, option]) => option);
  const inReadme = [...readme.matchAll(/^\| `(--[a-z-]+( [A-Z]+)?)`/gm)].map(([, option]) => option);
  expect(inReadme).toEqual(inHelp.filter((option) => option !== "--help"));
});

test("the README lists every request of the control interface", () => {
  const inReadme = [...readme.matchAll(/^\| `((GET|PUT|POST|DELETE) [^`]+)`/gm)].map(([, request]) => request);
  expect(inReadme).toEqual(routes.map(({ method, path }) => `${method} ${path}`));
});

test("the README names every action", () => {
  for (const action of actionNames) expect(readme).toContain(action);
});
