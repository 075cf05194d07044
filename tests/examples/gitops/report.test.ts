import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "../playground";

const script = join(repository, "examples", "gitops", "ci", "report.sh");

test("a log of any size becomes a report that fits into an issue and keeps the log's beginning and end", () => {
  const lines = Array.from(
    { length: 25_000 },
    (_, index) => `  ~ pulumi-nodejs:dynamic:Resource: (update) db${index} é`,
  );
  const { status, report } = reportOf(["first line", ...lines, "error: 3 databases could not be read"].join("\n"));

  expect(status).toBe(0);
  expect(Buffer.byteLength(report)).toBeLessThan(65_000);
  const [title, , fence, first] = report.split("\n");
  expect([title, fence, first]).toEqual(["### A title", "```text", "first line"]);
  expect(report.trimEnd().split("\n").slice(-2)).toEqual(["error: 3 databases could not be read", "```"]);
  expect(report).toMatch(/\n\[… about \d+ of \d+ bytes left out; .*\n/);
  // No line is cut in two at the seam.
  const whole = new Set(lines);
  const kept = report.split("\n").filter((line) => line.includes("dynamic"));
  expect(kept.filter((line) => !whole.has(line))).toEqual([]);
});

test("a log that fits is reported unchanged, except for the CA's text", () => {
  const { report } = reportOf("one\n      + caCertificate: (json) long text\ntwo\n");

  expect(report).toBe("### A title\n\n```text\none\ntwo\n\n```\n");
});

function reportOf(log: string): { status: number | null; report: string } {
  const folder = mkdtempSync(join(tmpdir(), "report-"));
  try {
    writeFileSync(join(folder, "pulumi.log"), log);
    const { status } = spawnSync("bash", [script, "A title"], { cwd: folder });
    return { status, report: readFileSync(join(folder, "report.md"), "utf8") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
