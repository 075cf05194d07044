// GitHub's own command, as far as the recipes call it: issues and comments in a file of JSON beside this one.
"use strict";

const { readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const file = join(__dirname, "github.json");
const github = JSON.parse(readFileSync(file, "utf8"));
const args = process.argv.slice(2);
const option = (name) => args[args.indexOf(name) + 1];
const bodyIn = (path) => readFileSync(path, "utf8");
const has = (...words) => words.every((word, index) => args[index] === word);

github.calls.push(args.join(" "));
if (has("issue", "list")) {
  const listed = github.issues.filter(({ state, label }) => state === option("--state") && label === option("--label"));
  console.log(JSON.stringify(listed.map(({ number, body }) => ({ number, body }))));
} else if (has("issue", "create")) {
  if (!github.labels.includes(option("--label"))) throw new Error(`there is no label ${option("--label")}`);
  const number = github.issues.length + 1;
  const body = bodyIn(option("--body-file"));
  github.issues.push({ number, state: "open", label: option("--label"), title: option("--title"), body });
} else if (has("issue", "edit")) {
  issue().body = bodyIn(option("--body-file"));
} else if (has("issue", "close")) {
  issue().state = "closed";
} else if (has("label", "create")) {
  github.labels.push(args[2]);
} else if (has("api", "--paginate", "--slurp")) {
  console.log(JSON.stringify([github.comments]));
} else if (has("api", "--method", "POST")) {
  github.comments.push({ id: 100 + github.comments.length, body: bodyIn(option("--field").replace("body=@", "")) });
} else if (has("api", "--method", "PATCH")) {
  const id = Number(args[3].split("/").at(-1));
  github.comments.find((comment) => comment.id === id).body = bodyIn(option("--field").replace("body=@", ""));
} else {
  throw new Error(`gh ${args.join(" ")} is not known here`);
}
writeFileSync(file, JSON.stringify(github));

function issue() {
  return github.issues.find(({ number }) => number === Number(args[2]));
}
