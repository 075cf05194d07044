// Reads a list in JSON from standard input, and prints the field of the first entry whose body contains the marker:
//   node find-marked.mjs MARKER FIELD
import { readFileSync } from "node:fs";

const [, , marker, field] = process.argv;
// `gh api --slurp` gives a list of pages, each a list of entries.
const entries = JSON.parse(readFileSync(0, "utf8") || "[]").flat();
const found = entries.find(({ body }) => body?.includes(marker));
if (found) console.log(found[field]);
