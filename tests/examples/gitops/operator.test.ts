import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../playground";
import { useExample } from "../use-example";
import { gitopsFile, kubernetesObjects } from "./pipeline-files";
import { BUCKET_KEYS, startStateBucket, type StateBucket } from "./state-bucket";

interface StackSpec {
  readonly backend: string;
  readonly stack: string;
  readonly refresh: boolean;
  readonly envRefs: Readonly<Record<string, { readonly type: string; readonly secret?: { readonly key: string } }>>;
  readonly workspaceTemplate: { readonly spec: object };
}

/**
 * The fields that version 2 of the operator heeds in its Stack (pulumi.com/v1) and in its workspace, as far as they could be
 * of use here. It takes `expectNoRefreshChanges` without a word, and ignores it.
 */
const STACK_FIELDS = [
  ...["backend", "branch", "commit", "config", "continueResyncOnCommitMatch", "destroyOnFinalize", "envRefs"],
  ...["gitAuth", "prerequisites", "preview", "projectRepo", "refresh", "repoDir"],
  ...["resyncFrequencySeconds", "retryOnUpdateConflict", "secretsProvider", "secretsRef", "serviceAccountName"],
  ...["shallow", "stack", "updateTemplate", "workspaceReclaimPolicy", "workspaceTemplate"],
];
const WORKSPACE_FIELDS = [
  ...["env", "envFrom", "image", "imagePullPolicy", "podTemplate", "pulumiLogLevel", "resources", "securityProfile"],
  ...["serviceAccountName", "stacks"],
];

const document = readFileSync(join(repository, "docs", "gitops.md"), "utf8");
const spec = stackSpec();
const { emulator, playground } = useExample("gitops", {}, () => BUCKET_KEYS);
let bucket: StateBucket;
beforeAll(async () => {
  bucket = await startStateBucket("pulumi-state-1250000000");
});
afterAll(() => bucket.close());

test("the operator's object has only fields that the operator knows, and names the secrets that the guide creates", () => {
  expect(STACK_FIELDS).toEqual(expect.arrayContaining(Object.keys(spec)));
  expect(WORKSPACE_FIELDS).toEqual(expect.arrayContaining(Object.keys(spec.workspaceTemplate.spec)));

  const secrets = Object.entries(spec.envRefs).flatMap(([name, { type, secret }]) =>
    type === "Literal" ? [] : [[name, type, secret?.key]],
  );
  const made = [...gitopsFile("operator/secrets.env.example").matchAll(/^(\w+)=$/gm)].map(([, name]) => name);
  expect(secrets).toEqual(made.map((name) => [name, "Secret", name]));
});

test("the file that takes the operator's keys is never committed", () => {
  const { status } = spawnSync("git", ["check-ignore", "--quiet", "examples/gitops/operator/secrets.env"], {
    cwd: repository,
  });
  expect(status).toBe(0);
  expect(existsSync(join(repository, "examples", "gitops", "operator", "secrets.env"))).toBe(false);
});

test("docs/gitops.md sets no field that the operator ignores, and says how often it checks a branch", () => {
  const [, section = ""] = document.split("## Pulumi Kubernetes Operator");
  const fields = [...(section.split("\n## ")[0] ?? "").matchAll(/`(\w+): (?:true|false|\d+)`/g)].map(
    ([, name]) => name,
  );

  expect(fields).toContain("preview");
  expect(STACK_FIELDS).toEqual(expect.arrayContaining(fields));
  expect(section).toMatch(/every `resyncFrequencySeconds`/);
});

test("the operator's runs keep their state in the bucket, make the declared change once, and then change nothing", async () => {
  // GIVEN the backend of the object, but at a server on this machine, which has no host name for the bucket
  const endpoint = /endpoint=[^&]+/;
  expect(spec.backend).toMatch(endpoint);
  const backend = `${spec.backend.replace(endpoint, `endpoint=${bucket.endpoint}`)}&s3ForcePathStyle=true`;
  const operator = (command: string) => playground().mustSh(command, { PULUMI_BACKEND_URL: backend });
  const up = `pulumi up ${spec.refresh ? "--refresh" : ""} --skip-preview --yes`;
  const { control } = emulator();

  // WHEN the operator finds the object THEN the databases are as declared
  const first = await operator(`pulumi stack select --create ${spec.stack}; ${up}`);
  expect(first.output).not.toContain("WARN");
  expect(control.instance("postgres-emu00002")).toMatchObject({ sslEnabled: true, restarts: 1 });
  expect(bucket.objects()).toContain(".pulumi/stacks/gitops/prod.json");

  // WHEN somebody turns SSL off before the next resync THEN that one database is repaired
  await control.changeInstance("postgres-emu00001", { sslEnabled: false });
  await operator(up);
  expect(control.instance("postgres-emu00001")).toMatchObject({ sslEnabled: true, modifies: 2 });
  expect(control.instance("postgres-emu00002")).toMatchObject({ sslEnabled: true, modifies: 1 });
});

function stackSpec(): StackSpec {
  const objects = kubernetesObjects("operator/stack.yaml") as { readonly kind: string; readonly spec: StackSpec }[];
  const stack = objects.find(({ kind }) => kind === "Stack");
  if (!stack) throw new Error("stack.yaml has no Stack.");
  return stack.spec;
}
