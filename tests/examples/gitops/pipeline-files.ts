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
  readonly variables: Readonly<Record<string, string>>;
}

/** A job of GitLab, as far as it is looked at here. */
export interface GitlabJob {
  readonly script?: readonly string[];
  readonly needs?: readonly string[];
  readonly environment?: string | { readonly name: string; readonly action?: string };
  readonly resource_group?: string;
}

type GitlabJobs = Readonly<Record<string, GitlabJob | undefined>>;

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

/** A job of the GitLab pipeline after those that it needs; GitLab runs the lines of each in one shell. */
export function gitlabJob(name: string): PipelineJob {
  const text = gitopsFile(".gitlab-ci.yml");
  const { variables } = parse(text) as GitlabPipeline;
  const jobs = [...(gitlabJobs()[name]?.needs ?? []), name].map((each) => gitlabJobs()[each]?.script);
  const steps = jobs.map((script) => {
    if (!script) throw new Error(`${name} is no job, or needs one that is none.`);
    return { run: script.join("\n"), variables, always: false, id: undefined };
  });
  const comment = /^(#.*\n)+/.exec(text)?.[0] ?? "";
  return { steps, expects: comment.match(/[A-Z]+(_[A-Z]+)+/g) ?? [] };
}

export function gitlabJobs(): GitlabJobs {
  return parse(gitopsFile(".gitlab-ci.yml")) as GitlabJobs;
}

/** The objects in a file for Kubernetes. */
export function kubernetesObjects(name: string): unknown[] {
  return parseAllDocuments(gitopsFile(name)).map((document) => document.toJS() as unknown);
}
