import { parseRequest, type Request, USAGE } from "./arguments";
import { checkProjects } from "./check-stacks";
import { asJson, asMarkdown, asTable } from "./render";
import { exitCodeOf } from "./report";

const RENDERERS = { json: asJson, markdown: asMarkdown, table: asTable };

async function main(): Promise<number> {
  const request = requestOf(process.argv.slice(2));
  if (!request) return 1;
  if (request.help) {
    console.log(USAGE);
    return 0;
  }
  const reports = await checkProjects(request.projects, request.parallel);
  console.log(RENDERERS[request.format](reports));
  return exitCodeOf(reports);
}

function requestOf(commandLine: readonly string[]): Request | undefined {
  try {
    return parseRequest(commandLine);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return undefined;
  }
}

main().then(
  (exitCode) => (process.exitCode = exitCode),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
