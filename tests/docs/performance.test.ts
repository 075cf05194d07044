import { readFileSync } from "node:fs";
import { join } from "node:path";
import { benchmarks } from "../../benchmarks/all-benchmarks";
import { withFigures } from "../../benchmarks/documents";
import { readRows } from "../../benchmarks/results";

const page = readFileSync(join(__dirname, "..", "..", "benchmarks", "README.md"), "utf8");

test.each(benchmarks.map((benchmark) => [benchmark.name, benchmark] as const))(
  "the page of measurements has the measured figures of %s",
  (_, benchmark) => {
    expect(readRows(benchmark).length).toBeGreaterThan(0);
    expect(withFigures(page, benchmark)).toBe(page);
  },
);
