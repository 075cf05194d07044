import { parseRequest, type Format, type Request, USAGE } from "./arguments";
import { audit, exitCodeOfAudit } from "./audit";
import { checkProjects } from "./check-stacks";
import { asJson, asMarkdown, asTable, type Table, tableOfAudit, tableOfReports } from "./render";
import { exitCodeOf } from "./report";

const print = (format: Format, data: Parameters<typeof asJson>[0], table: Table): void =>
  console.log(format === "json" ? asJson(data) : format === "markdown" ? asMarkdown(table) : asTable(table));

async function main(): Promise<number> {
  const request = requestOf(process.argv.slice(2));
  if (!request) return 1;
  if (request.help) {
    console.log(USAGE);
    return 0;
  }
  if (request.audit) {
    const found = await audit(request.projects, request.regions, request.parallel);
    print(request.format, found, tableOfAudit(found));
    return exitCodeOfAudit(found);
  }
  const reports = await checkProjects(request.projects, request.parallel);
  print(request.format, reports, tableOfReports(reports));
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
