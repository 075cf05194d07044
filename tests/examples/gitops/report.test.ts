import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "../playground";

const script = join(repository, "examples", "gitops", "ci", "report.mjs");

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
  expect(report).toMatch(/\n\[… \d+ of 25002 lines left out; .*\n/);
  // No line is cut in two at the seam.
  const whole = new Set(lines);
  const kept = report.split("\n").filter((line) => line.includes("dynamic"));
  expect(kept.filter((line) => !whole.has(line))).toEqual([]);
});

test("a log that fits is reported unchanged, except for the CA's text", () => {
  const { report } = reportOf("one\n      + caCertificate: (json) long text\ntwo\n");

  expect(report).toBe("### A title\n\n```text\none\ntwo\n```\n");
});

test("a log cannot end its own block, whatever backquotes are in it", () => {
  const log = "error: ```\n<img src=x> @everyone\n````text\nlast";

  expect(reportOf(log).report).toBe(`### A title\n\n\`\`\`\`\`text\n${log}\n\`\`\`\`\`\n`);
});

test.each([
  [
    "in one line",
    '  + ca: "BEGIN\\nCODE\\nCODE\\nEND\\nBEGIN\\nCODE\\nEND\\n"',
    '  + ca: "[certificate]\\n[certificate]\\n"',
  ],
  [
    "in several lines",
    "  + ca: BEGIN\n  + CODE\n  + END\n  ~ sslEnabled: true",
    "  + ca: [certificate]\n  ~ sslEnabled: true",
  ],
  [
    "cut off by the CLI",
    '  - ca: "first\\nBEGIN\\nCODE\\nCODE\\n..."\nlast',
    '  - ca: "first\\n[certificate]..."\nlast',
  ],
  ["of which the CLI shows a part", "  bundle:\n  - CODE\n  + CODE\nlast", "  bundle:\nlast"],
])("no output shows a certificate's text %s", (_, log, shown) => {
  const text = log
    .replaceAll(/BEGIN|END/g, "-----$& CERTIFICATE-----")
    .replaceAll("CODE", "MIIB5TCCAYugAwIBAgIRAIquGv+VKA6t7pn0W8qlx4MwCgYIKoZIzj0EAwIwQDE+");

  expect(reportOf(text).report).toBe(`### A title\n\n\`\`\`text\n${shown}\n\`\`\`\n`);
});

test("bytes that are no text, and codes for terminals, do not reach the report", () => {
  const bytes = [Buffer.from("one \x1b[31mred\x1b[0m\0\x9b1m "), Buffer.from([0xff, 0xfe]), Buffer.from(" \u202eend")];

  expect(reportOf(Buffer.concat(bytes)).report).toContain("\none red \ufffd\ufffd end\n");
});

function reportOf(log: string | Uint8Array): { status: number | null; report: string } {
  const folder = mkdtempSync(join(tmpdir(), "report-"));
  try {
    writeFileSync(join(folder, "pulumi.log"), log);
    const { status } = spawnSync(process.execPath, [script, "A title"], { cwd: folder });
    return { status, report: readFileSync(join(folder, "report.md"), "utf8") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
