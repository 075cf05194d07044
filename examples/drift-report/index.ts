import { parseArgs } from "node:util";
import { checkProjects } from "./check-stacks";
import { exitCodeOf } from "./report";
import { asJson, asMarkdown, asTable } from "./render";

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { json: { type: "boolean" }, markdown: { type: "boolean" }, parallel: { type: "string", default: "4" } },
    allowPositionals: true,
  });
  if (positionals.length === 0) throw new Error("Usage: drift-report [--json | --markdown] [--parallel N] PROJECT…");
  const reports = await checkProjects(positionals, Number(values.parallel));
  const render = values.json ? asJson : values.markdown ? asMarkdown : asTable;
  console.log(render(reports));
  return exitCodeOf(reports);
}

main().then(
  (exitCode) => (process.exitCode = exitCode),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
