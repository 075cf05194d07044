import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { matrixPage } from "./fault-matrix/page";

const PAGE = join(__dirname, "..", "..", "..", "docs", "fault-matrix.md");

test("docs/fault-matrix.md says what the fault matrix promises", () => {
  if (process.env.UPDATE_PAGES) writeFileSync(PAGE, matrixPage());
  expect(readFileSync(PAGE, "utf8")).toBe(matrixPage());
});
