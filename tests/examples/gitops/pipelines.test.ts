import { readmeCommands } from "../code-blocks";
import { useExample } from "../use-example";
import { githubJob, gitlabJob } from "./pipeline-files";
import { CheckedOutRepository } from "./repository";

// The variables of a state bucket; the state lies in a folder here.
const SETTINGS = { AWS_ACCESS_KEY_ID: "id", AWS_SECRET_ACCESS_KEY: "key", TENCENTCLOUD_DOMAIN: "tencentcloudapi.com" };
const { emulator, playground } = useExample("gitops", {}, () => SETTINGS);

const settings = () =>
  ["postgres-emu00001", "postgres-emu00002"].map((id) => emulator().control.instance(id).sslEnabled);
const modifies = () => emulator().control.callCounts().ModifyDBInstanceSSLConfig.accepted;
const refuseReads = () =>
  emulator().control.addFault({
    action: "DescribeDBInstanceSSLConfig",
    times: 100,
    fault: { error: { code: "AuthFailure.UnauthorizedOperation", message: "No." } },
  });

test("GitHub's jobs preview, apply and check, and the drift job distinguishes no drift, drift and an error", async () => {
  const repository = new CheckedOutRepository(playground());
  await playground().mustSh("pulumi stack init prod");

  // The preview is one comment on the pull request, whose text is that of the last run.
  const preview = await repository.run(githubJob("preview"));
  expect(preview).toMatchObject({ exitCode: 0 });
  expect(preview.summary).toMatch(/^### Preview of `prod`\n/);
  expect(preview.summary).toMatch(/dbInstanceId +: "postgres-emu00002"/);
  expect(preview.summary).toContain("+ 3 to create");
  expect(repository.github.comments).toMatchObject([
    { body: `<!-- pulumi preview of stack prod -->\n${preview.summary}` },
  ]);
  expect(modifies()).toBe(0);

  const up = await repository.run(githubJob("up"));
  expect(up).toMatchObject({ exitCode: 0 });
  expect(up.summary).toMatch(/^### Update of `prod`\n/);
  expect(settings()).toEqual([true, true]);

  const clean = await repository.run(githubJob("drift"));
  expect(clean).toMatchObject({ exitCode: 0 });
  expect(clean.summary).toMatch(/^### No drift in `prod`\n/);
  expect(repository.github.issues).toEqual([]);

  await emulator().control.changeInstance("postgres-emu00002", { sslEnabled: false });
  const drift = await repository.run(githubJob("drift"));
  expect(drift).toMatchObject({ exitCode: 7 });
  expect(drift.summary).toMatch(/^### Drift in `prod`\n/);
  expect(drift.summary).toMatch(/~ sslEnabled +: true => false/);
  expect(repository.github.issues).toMatchObject([
    { state: "open", title: "Drift in prod", body: `<!-- pulumi drift of stack prod -->\n${drift.summary}` },
  ]);

  refuseReads();
  const error = await repository.run(githubJob("drift"));
  expect(error).toMatchObject({ exitCode: 1 });
  expect(error.summary).toMatch(/^### `prod` could not be compared, exit code \d+\n/);
  expect(repository.github.issues.map(({ state, body }) => [state, body.endsWith(drift.summary)])).toEqual([
    ["open", true],
  ]);
  expect(modifies()).toBe(2);
});

test("each stack has one issue and one comment, which the pipeline wrote itself and updates silently, and the issue is closed when the drift is gone", async () => {
  const repository = new CheckedOutRepository(playground());
  const other = { state: "open" as const, label: "drift", user: { login: "github-actions[bot]" } };
  const stranger = { login: "stranger" };
  const forged = { issue: "<!-- pulumi drift of stack prod -->", comment: "<!-- pulumi preview of stack prod -->" };
  repository.github = {
    ...repository.github,
    labels: ["drift"],
    issues: [
      { ...other, number: 1, title: "Drift in prod-eu", body: "<!-- pulumi drift of stack prod-eu -->" },
      { ...other, number: 2, title: "Look here", user: stranger, body: forged.issue },
    ],
    comments: [
      { id: 1, user: stranger, body: "A colleague's." },
      { id: 2, user: stranger, body: forged.comment },
    ],
  };
  const script = (command: string, report: string) =>
    playground().mustSh(`echo '${report}' > report.md; PATH=$PWD/../bin:$PATH GITHUB_REPOSITORY=a/b ci/${command}`);

  for (const report of ["first", "second"]) await script("github-issue.sh prod 7", report);
  for (const report of ["first", "second"]) await script("github-comment.sh prod 7", report);
  const { issues, comments, calls } = repository.github;
  expect(issues.map(({ body }) => body)).toEqual([
    "<!-- pulumi drift of stack prod-eu -->",
    forged.issue,
    "<!-- pulumi drift of stack prod -->\nsecond\n",
  ]);
  expect(comments.map(({ body }) => body)).toEqual([
    "A colleague's.",
    forged.comment,
    "<!-- pulumi preview of stack prod -->\nsecond\n",
  ]);
  expect(calls.filter((call) => call.startsWith("issue comment"))).toEqual([]);

  await script("github-issue.sh prod 1", "unknown");
  await script("github-issue.sh prod 0", "no drift");
  expect(repository.github.issues.map(({ state, title }) => [title, state])).toEqual([
    ["Drift in prod-eu", "open"],
    ["Look here", "open"],
    ["Drift in prod", "closed"],
  ]);
});

test.each([
  ["preview", "tencentcloud:secretKey"],
  ["up", "tencentcloud:secretId"],
  ["drift", "tencentcloud-postgres-ssl:securityToken"],
])(
  "%s refuses a stack whose configuration holds %s, before the program runs or the cloud is asked",
  async (job, key) => {
    await playground().mustSh(`pulumi stack init prod; pulumi config set --secret ${key} writing-key`);

    const { exitCode, output } = await playground().sh(`ci/${job}.sh prod`);

    expect(exitCode).toBe(1);
    expect(output).toContain(`error: the configuration of stack prod has ${key}.`);
    expect(output).toContain(`pulumi config rm-all --stack prod ${key}`);
    expect(output).not.toContain("writing-key");
    const report = await playground().mustSh("cat report.md");
    expect(report.stdout).toContain(`has ${key}.`);
    expect(emulator().control.latestCalls()).toEqual([]);
    if (job === "up") await playground().mustSh(`pulumi config rm-all --stack prod ${key}; ci/up.sh prod`);
  },
);

test("GitLab's jobs preview, apply and check too, and the next update repairs drift", async () => {
  const repository = new CheckedOutRepository(playground());
  await playground().mustSh("pulumi stack init prod");
  expect(await repository.run(gitlabJob("up"))).toMatchObject({ exitCode: 0 });

  await emulator().control.changeInstance("postgres-emu00001", { sslEnabled: false });
  expect(await repository.run(gitlabJob("drift"))).toMatchObject({ exitCode: 7 });
  const preview = await repository.run(gitlabJob("preview"));
  expect(preview.exitCode).toBe(0);
  expect(preview.stdout).toMatch(/~ sslEnabled +: false => true/);
  expect(settings()).toEqual([false, true]);

  expect(await repository.run(gitlabJob("up"))).toMatchObject({ exitCode: 0 });
  expect(settings()).toEqual([true, true]);
  expect(modifies()).toBe(3);

  const [, , , cleanUp] = readmeCommands("gitops", 4);
  await playground().mustSh(cleanUp);
  expect(await playground().stacks()).toEqual([]);
  expect(settings()).toEqual([true, true]);
});
