import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { repository } from "../playground";

/** One step that a CI system would run in a shell of its own. */
export interface PipelineStep {
  readonly run: string;
  /** The variables that the file sets for it; `${{ … }}` is filled by the CI system. */
  readonly variables: Readonly<Record<string, string>>;
  /** Whether it runs also after a step that failed. */
  readonly always: boolean;
  /** Where its outputs are found. */
  readonly id: string | undefined;
}

/** What a CI system would run for a job. */
export interface PipelineJob {
  readonly steps: readonly PipelineStep[];
  /** The variables that are filled from the CI system's own settings. */
  readonly expects: readonly string[];
}

/** A workflow of GitHub, as far as it is looked at here. */
export interface Workflow {
  readonly jobs: Readonly<Record<string, WorkflowJob>>;
}

export interface WorkflowJob {
  readonly environment?: string;
  readonly concurrency?: { readonly group: string; readonly queue?: string };
  readonly env?: Readonly<Record<string, string>>;
  readonly strategy: { readonly matrix: { readonly stack: readonly [string] } };
  readonly steps: readonly {
    readonly id?: string;
    readonly if?: string;
    readonly uses?: string;
    readonly run?: string;
    readonly env?: Readonly<Record<string, string>>;
  }[];
}

interface GitlabPipeline {
  readonly default: { readonly before_script: readonly string[] };
  readonly variables: Readonly<Record<string, string>>;
}

type GitlabJobs = Readonly<Record<string, { readonly script?: readonly string[] } | undefined>>;

const folder = join(repository, "examples", "gitops");

export function gitopsFile(name: string): string {
  return readFileSync(join(folder, name), "utf8");
}

/** The only job of a workflow in a file's text. */
export function onlyJob(text: string): WorkflowJob {
  const [job, ...others] = Object.values((parse(text) as Workflow).jobs);
  if (!job || others.length > 0) throw new Error("The workflow has not one job.");
  return job;
}

/** The only job of a GitHub workflow. */
export function githubJob(workflow: string): PipelineJob {
  const job = onlyJob(gitopsFile(`.github/workflows/${workflow}.yml`));
  const stack = job.strategy.matrix.stack[0];
  const steps = job.steps.flatMap(({ run, env, if: condition = "", id }) => {
    if (run === undefined) return [];
    const variables = Object.entries({ ...job.env, ...env }).map(
      ([name, value]) => [name, value.replace("${{ matrix.stack }}", stack)] as const,
    );
    return [{ run, variables: Object.fromEntries(variables), always: condition.includes("always()"), id }];
  });
  const settings = steps.flatMap(({ variables }) => Object.entries(variables).filter(([, value]) => isSetting(value)));
  return { steps, expects: [...new Set(settings.map(([name]) => name))] };
}

/** Whether a value comes from the settings of the repository or of an environment. */
export function isSetting(value: string): boolean {
  return /\$\{\{ (?:vars|secrets)\./.test(value);
}

/** A job of the GitLab pipeline; GitLab runs all its lines in one shell. */
export function gitlabJob(name: string): PipelineJob {
  const text = gitopsFile(".gitlab-ci.yml");
  const pipeline = parse(text) as GitlabPipeline;
  const script = (parse(text) as GitlabJobs)[name]?.script;
  if (!script) throw new Error(`There is no job ${name}.`);
  const comment = /^(#.*\n)+/.exec(text)?.[0] ?? "";
  const run = [...pipeline.default.before_script, ...script].join("\n");
  return {
    steps: [{ run, variables: pipeline.variables, always: false, id: undefined }],
    expects: comment.match(/[A-Z]+(_[A-Z]+)+/g) ?? [],
  };
}

/** The objects in a file for Kubernetes. */
export function kubernetesObjects(name: string): unknown[] {
  return parseAllDocuments(gitopsFile(name)).map((document) => document.toJS() as unknown);
}
