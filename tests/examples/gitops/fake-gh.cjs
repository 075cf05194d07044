// GitHub's own command, as far as the recipes call it: issues and comments in a file of JSON beside this one.
"use strict";

const { readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { URL } = require("node:url");

const file = join(__dirname, "github.json");
const github = JSON.parse(readFileSync(file, "utf8"));
const args = process.argv.slice(2);
const option = (name) => args[args.indexOf(name) + 1];
const bodyIn = (path) => readFileSync(path, "utf8");
// Who writes with the token that GitHub gives to a workflow.
const user = { login: "github-actions[bot]" };
const has = (...words) => words.every((word, index) => args[index] === word);

github.calls.push(args.join(" "));
if (has("api", "--paginate", "--slurp") && args[3].includes("/issues?")) {
  const { searchParams } = new URL(args[3], "https://api.example");
  const listed = github.issues.filter(
    ({ state, label }) => state === searchParams.get("state") && label === searchParams.get("labels"),
  );
  console.log(JSON.stringify([listed.map(({ number, body, user }) => ({ number, body, user }))]));
} else if (has("issue", "create")) {
  if (!github.labels.includes(option("--label"))) throw new Error(`there is no label ${option("--label")}`);
  const number = github.issues.length + 1;
  const body = bodyIn(option("--body-file"));
  github.issues.push({ number, state: "open", label: option("--label"), title: option("--title"), user, body });
} else if (has("issue", "edit")) {
  issue().body = bodyIn(option("--body-file"));
} else if (has("issue", "close")) {
  issue().state = "closed";
} else if (has("label", "create")) {
  github.labels.push(args[2]);
} else if (has("api", "--paginate", "--slurp")) {
  console.log(JSON.stringify([github.comments]));
} else if (has("api", "--method", "POST")) {
  github.comments.push({
    id: 100 + github.comments.length,
    user,
    body: bodyIn(option("--field").replace("body=@", "")),
  });
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
