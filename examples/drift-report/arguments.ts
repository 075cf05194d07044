import { parseArgs } from "node:util";

export const USAGE = `Usage: drift-report [OPTIONS] PROJECT…

Checks every stack of the projects in these folders for drift. Changes neither states nor the cloud.

  --audit        report the databases that no stack declares, instead, and whether their SSL is on
  --region R     with --audit: a region besides those of the stacks and the environment; may be repeated
  --json         print JSON instead of a table
  --markdown     print a Markdown table
  --parallel N   look at N stacks at a time (4)
  --help         print this

Exit code: 0 without drift, 7 with drift, 1 when a stack or project could not be checked.
With --audit: 0 if every database is declared, 8 if one that is not declared has no SSL, 9 if all that are not declared have
SSL, 1 if a project, a list or a database could not be read.`;

export type Format = "json" | "markdown" | "table";

/** What the command line asks for. */
export type Request =
  | { readonly help: true }
  | {
      readonly help: false;
      readonly projects: readonly string[];
      readonly format: Format;
      readonly parallel: number;
      readonly audit: boolean;
      /** For an audit. */
      readonly regions: readonly string[];
    };

/** @throws Error if the command line names no project, or has an option that is unknown or malformed */
export function parseRequest(commandLine: readonly string[]): Request {
  const { values, positionals: projects } = parseArgs({
    args: [...commandLine],
    options: {
      json: { type: "boolean" },
      markdown: { type: "boolean" },
      parallel: { type: "string", default: "4" },
      audit: { type: "boolean" },
      region: { type: "string", multiple: true },
      help: { type: "boolean", short: "h" },
    },
    allowPositionals: true,
  });
  if (values.help) return { help: true };
  if (projects.length === 0) throw new Error("no project is named");
  if (!/^[1-9]\d*$/.test(values.parallel)) {
    throw new Error(`--parallel is a whole number from 1 on, not "${values.parallel}"`);
  }
  if (values.region && !values.audit) throw new Error("--region goes with --audit");
  const format = values.json ? "json" : values.markdown ? "markdown" : "table";
  const { audit = false, region: regions = [] } = values;
  return { help: false, projects, format, parallel: Number(values.parallel), audit, regions };
}
