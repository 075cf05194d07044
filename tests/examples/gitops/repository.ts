import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { CommandResult } from "../../../scripts/pulumi-cli/command";
import type { Playground } from "../playground";
import type { PipelineJob } from "./pipeline-files";

/** A user's repository with the recipes, as a CI system has it after the checkout. */
export class CheckedOutRepository {
  private readonly ghCalls: string;

  constructor(private readonly playground: Playground) {
    this.ghCalls = join(playground.folder, "..", "gh-calls");
    // The packages lie above the repository already, so `npm ci` has nothing to fetch.
    const name = "repository";
    this.write("package.json", { name, private: true, main: "index.ts" });
    this.write("package-lock.json", { name, lockfileVersion: 3, requires: true, packages: { "": { name } } });
    this.writeGh("");
  }

  /** Runs a job's steps until one fails. Nothing is replaced but what the CI system has in its settings. */
  async run(job: PipelineJob): Promise<CommandResult & { readonly summary: string }> {
    const summaryFile = join(this.playground.folder, "..", "summary.md");
    writeFileSync(summaryFile, "");
    const env = {
      ...job.variables,
      GITHUB_STEP_SUMMARY: summaryFile,
      GH_TOKEN: "none",
      PATH: [join(this.playground.folder, "..", "bin"), this.playground.env.PATH].join(delimiter),
    };
    const missing = job.expects.filter((name) => !(name in env) && !this.playground.env[name]);
    if (missing.length > 0) throw new Error(`The settings have no ${missing.join(", ")}.`);
    let result: CommandResult | undefined;
    for (const step of job.steps) {
      result = await this.playground.sh(step, env);
      if (result.exitCode !== 0) break;
    }
    if (!result) throw new Error("The job has no steps.");
    return { ...result, summary: readFileSync(summaryFile, "utf8") };
  }

  /** GitHub's own command, which answers `issue list` with this number of an open issue, or none. */
  writeGh(openIssue: string): void {
    const bin = join(this.playground.folder, "..", "bin");
    mkdirSync(bin, { recursive: true });
    writeFileSync(this.ghCalls, "");
    const script = `#!/bin/sh\necho "$@" >> "${this.ghCalls}"\n[ "$2" = list ] && echo "${openIssue}"\nexit 0\n`;
    writeFileSync(join(bin, "gh"), script);
    chmodSync(join(bin, "gh"), 0o755);
  }

  /** What GitHub's command was called with since it was written, beside the search. */
  issueChanges(): string[] {
    const lines = readFileSync(this.ghCalls, "utf8").trim().split("\n");
    return lines.filter((line) => line !== "" && !line.startsWith("issue list"));
  }

  private write(name: string, content: object): void {
    writeFileSync(join(this.playground.folder, name), JSON.stringify(content));
  }
}
