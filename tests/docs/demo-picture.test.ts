import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { STEPS } from "../../scripts/demo/steps";
import { repository, textOf } from "./pages";

const file = join(repository, "docs", "demo.svg");
const picture = readFileSync(file, "utf8");
const lines = [...picture.matchAll(/<text x="20"[^>]*>(.*?)<\/text>/g)].map(([, line = ""]) =>
  line.replaceAll("\u00a0", " "),
);

test("the README shows the picture of the demo", () => {
  expect(textOf("README.md")).toContain("(docs/demo.svg)");
  expect(statSync(file).size).toBeLessThan(60_000);
});

test("the picture shows the demo as it is now (`npm run demo:record` renews it)", () => {
  const numbered = STEPS.map(({ title }, index) => `${index + 2}. ${title}`);
  expect(lines.filter((line) => /^\d+\. /.test(line))).toEqual(["1. Start the cloud", ...numbered]);
  expect(picture.match(/✔ /g)).toHaveLength(numbered.length + 1);
});

test("the table at the picture's end is aligned, and fits a terminal of 80 columns", () => {
  const from = lines.findIndex((line) => line.startsWith("step "));
  const table = lines.slice(from, from + STEPS.length + 2);
  expect(new Set(table.map((line) => line.length)).size).toBe(1);
  for (const line of lines.slice(from)) expect(line.length).toBeLessThanOrEqual(80);
});

test("the picture shows no key and nothing of the machine that recorded it", () => {
  expect(picture).not.toMatch(/AKID|\/home\/|\/root\/|\/tmp\/|\/Users\/|[A-Za-z]:\\|PRIVATE KEY/);
});
