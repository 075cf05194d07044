import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { CommandResult } from "../../../scripts/pulumi-cli/command";
import type { Playground } from "../playground";
import { gitopsFile, type PipelineJob } from "./pipeline-files";

interface GithubUser {
  readonly login: string;
}

/** What GitHub keeps beside the code. */
export interface Github {
  readonly issues: {
    number: number;
    state: "open" | "closed";
    label: string;
    title: string;
    user: GithubUser;
    body: string;
  }[];
  readonly comments: { id: number; user: GithubUser; body: string }[];
  readonly labels: string[];
  readonly calls: string[];
}

/** A user's repository with the recipes, as a CI system has it after the checkout. */
export class CheckedOutRepository {
  private readonly bin: string;

  constructor(private readonly playground: Playground) {
    this.bin = join(playground.folder, "..", "bin");
    mkdirSync(this.bin, { recursive: true });
    // The packages lie above the repository already, so `npm ci` has nothing to fetch.
    const name = "repository";
    const { scripts } = JSON.parse(gitopsFile("package.json")) as { scripts: object };
    this.write("package.json", { name, private: true, main: "index.ts", scripts });
    this.write("package-lock.json", { name, lockfileVersion: 3, requires: true, packages: { "": { name } } });
    cpSync(join(__dirname, "fake-gh.cjs"), join(this.bin, "gh.cjs"));
    writeFileSync(join(this.bin, "gh"), `#!/bin/sh\nexec node "$(dirname "$0")/gh.cjs" "$@"\n`);
    chmodSync(join(this.bin, "gh"), 0o755);
    this.github = { issues: [], comments: [], labels: [], calls: [] };
  }

  get github(): Github {
    return JSON.parse(readFileSync(join(this.bin, "github.json"), "utf8")) as Github;
  }

  set github(content: Github) {
    writeFileSync(join(this.bin, "github.json"), JSON.stringify(content));
  }

  /** Runs a job's steps; after one that fails, only those that always run. Ends as the first that failed, or the last. */
  async run(job: PipelineJob): Promise<CommandResult & { readonly summary: string }> {
    const missing = job.expects.filter((name) => !this.playground.env[name]);
    if (missing.length > 0) throw new Error(`The settings have no ${missing.join(", ")}.`);
    const [summaryFile, outputFile] = [join(this.bin, "summary.md"), join(this.bin, "output")];
    for (const file of [summaryFile, outputFile]) writeFileSync(file, "");
    const results: CommandResult[] = [];
    const failed = () => results.find(({ exitCode }) => exitCode !== 0);
    for (const { run, variables, always, id } of job.steps) {
      if (failed() && !always) continue;
      const env = Object.entries(variables).map(([name, value]) => [name, this.fill(name, value, outputFile)] as const);
      results.push(
        await this.playground.sh(run, {
          ...Object.fromEntries(env),
          GITHUB_REPOSITORY: "example/databases",
          GITHUB_STEP_SUMMARY: summaryFile,
          GITHUB_OUTPUT: id === undefined ? "/dev/null" : outputFile,
          PATH: [this.bin, this.playground.env.PATH].join(delimiter),
        }),
      );
    }
    const result = failed() ?? results.at(-1);
    if (!result) throw new Error("The job has no steps.");
    return { ...result, summary: readFileSync(summaryFile, "utf8") };
  }

  /** What the CI system puts in the place of an expression. */
  private fill(name: string, value: string, outputFile: string): string {
    const [, expression] = /^\$\{\{ (.+) \}\}$/.exec(value) ?? [];
    if (expression === undefined) return value;
    if (/^(?:vars|secrets)\./.test(expression)) return this.playground.env[name] ?? "";
    const outputs = readFileSync(outputFile, "utf8");
    const known: Record<string, string | undefined> = {
      "github.token": "none",
      "github.event.pull_request.number": "7",
      "steps.drift.outputs.status": /^status=(.*)$/m.exec(outputs)?.[1],
    };
    const filled = known[expression];
    if (filled === undefined) throw new Error(`Nothing is known of ${expression}.`);
    return filled;
  }

  private write(name: string, content: object): void {
    writeFileSync(join(this.playground.folder, name), JSON.stringify(content));
  }
}
