import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { STEPS } from "../../scripts/demo/steps";
import { repository, textOf } from "./pages";

const file = join(repository, "docs", "demo.svg");
const picture = readFileSync(file, "utf8");

test("the README shows the picture of the demo", () => {
  expect(textOf("README.md")).toContain("(docs/demo.svg)");
  expect(statSync(file).size).toBeLessThan(60_000);
});

test("the picture shows the demo as it is now (`npm run demo:record` renews it)", () => {
  for (const { title } of STEPS) expect(picture).toContain(`. ${title}<`);
  expect(picture.match(/✔ /g)).toHaveLength(STEPS.length);
});

test("the picture shows no key and nothing of the machine that recorded it", () => {
  expect(picture).not.toMatch(/AKID|\/home\/|\/root\/|\/tmp\/|\/Users\/|[A-Za-z]:\\|PRIVATE KEY/);
});
