// Prints the field of the first entry whose body holds the marker, out of a list in JSON on standard input:
//   node find-marked.mjs MARKER FIELD
import { readFileSync } from "node:fs";

const [, , marker, field] = process.argv;
// A list of pages of entries is one list.
const entries = JSON.parse(readFileSync(0, "utf8") || "[]").flat();
const found = entries.find(({ body }) => body?.includes(marker));
if (found) console.log(found[field]);
