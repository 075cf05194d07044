// Writes report.md: a title, and what the CLI printed, without the text of certificates. If the log does not fit into an issue,
// leaves out its middle: the changes are at its beginning, summary and errors at its end.
//   node report.mjs TITLE
import { Buffer } from "node:buffer";
import { readFileSync, writeFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";

const MOST_BYTES = 56_000;
// The CLI prints a certificate in one line, as text of several lines, or cut off after its first lines.
const CERTIFICATE = /-----BEGIN CERTIFICATE-----(?:[\w+/=~\\\s-]*?-----END CERTIFICATE-----|[\w+/=\\]*)/g;
const CERTIFICATE_LINE = /^[-+~ ]*[A-Za-z0-9+/=]{48,}$/;
// Control characters but tab and line break, and changes of the text's direction.
const UNPRINTABLE = /(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

// Bytes that are no UTF-8 become U+FFFD.
const lines = stripVTControlCharacters(readFileSync("pulumi.log", "utf8"))
  .replace(UNPRINTABLE, "")
  .split("\n")
  .filter((line) => !/^[-+~ ]*caCertificate\b/.test(line))
  .join("\n")
  .replace(CERTIFICATE, "[certificate]")
  .split("\n")
  .filter((line) => !CERTIFICATE_LINE.test(line));

const text = shortened(lines);
// Longer than every run of backquotes in the log, so that nothing in it ends the block.
const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
writeFileSync("report.md", `### ${process.argv[2]}\n\n${fence}text\n${text.trimEnd()}\n${fence}\n`);

function shortened(all) {
  const sizes = all.map((line) => Buffer.byteLength(line) + 1);
  const size = sizes.reduce((sum, each) => sum + each, 0);
  if (size <= MOST_BYTES) return all.join("\n");
  const first = fitting(sizes);
  const last = fitting([...sizes].reverse());
  const left = all.slice(first, all.length - last).length;
  const note = `[… ${left} of ${all.length} lines left out; the log of the job has them …]`;
  return [...all.slice(0, first), "", note, "", ...all.slice(all.length - last)].join("\n");
}

/** How many of these lines fit into half of the report. */
function fitting(sizes) {
  let bytes = 0;
  const end = sizes.findIndex((size) => (bytes += size) > MOST_BYTES / 2);
  return end === -1 ? sizes.length : end;
}
