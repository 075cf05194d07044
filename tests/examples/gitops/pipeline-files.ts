import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { repository } from "../playground";

/** What a CI system would run for a job: the texts of its steps, and the variables that the file sets. */
export interface PipelineJob {
  readonly steps: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  /** The variables that are filled from the CI system's own settings. */
  readonly expects: readonly string[];
}

interface Workflow {
  readonly jobs: Readonly<Record<string, WorkflowJob>>;
}

interface WorkflowJob {
  readonly env: Readonly<Record<string, string>>;
  readonly strategy: { readonly matrix: { readonly stack: readonly [string] } };
  readonly steps: readonly { readonly run?: string }[];
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

/** The only job of a GitHub workflow. */
export function githubJob(workflow: string): PipelineJob {
  const { jobs } = parse(gitopsFile(`.github/workflows/${workflow}.yml`)) as Workflow;
  const [job, ...others] = Object.values(jobs);
  if (!job || others.length > 0) throw new Error(`${workflow}.yml has not one job.`);
  const stack = job.strategy.matrix.stack[0];
  const values = Object.entries(job.env).map(
    ([name, value]) => [name, value.replace("${{ matrix.stack }}", stack)] as const,
  );
  const isFilled = ([, value]: readonly [string, string]) => value.includes("${{");
  return {
    steps: job.steps.flatMap(({ run }) => (run === undefined ? [] : [run])),
    variables: Object.fromEntries(values.filter((entry) => !isFilled(entry))),
    expects: values.filter(isFilled).map(([name]) => name),
  };
}

/** A job of the GitLab pipeline; GitLab runs all its lines in one shell. */
export function gitlabJob(name: string): PipelineJob {
  const text = gitopsFile(".gitlab-ci.yml");
  const pipeline = parse(text) as GitlabPipeline;
  const script = (parse(text) as GitlabJobs)[name]?.script;
  if (!script) throw new Error(`There is no job ${name}.`);
  const comment = /^(#.*\n)+/.exec(text)?.[0] ?? "";
  return {
    steps: [[...pipeline.default.before_script, ...script].join("\n")],
    variables: pipeline.variables,
    expects: comment.match(/[A-Z]+(_[A-Z]+)+/g) ?? [],
  };
}

/** The objects in a file for Kubernetes. */
export function kubernetesObjects(name: string): unknown[] {
  return parseAllDocuments(gitopsFile(name)).map((document) => document.toJS() as unknown);
}
