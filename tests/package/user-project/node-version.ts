import { delimiter, dirname } from "node:path";
import { currentNode } from "./combination";
import { run } from "./run";

/** PATH with the Node.js of this version, or of the newest that begins so, first. It comes from npm. */
export async function pathWithNode(version: string): Promise<string> {
  return [await nodeFolder(version), process.env.PATH].join(delimiter);
}

async function nodeFolder(version: string): Promise<string> {
  if (`${currentNode}.`.startsWith(`${version}.`)) return dirname(process.execPath);
  const npx = ["--yes", "--prefer-offline", `--package=node@${version}`, "--", "node", "-p", "process.execPath"];
  return dirname((await run("npx", npx)).trim());
}
