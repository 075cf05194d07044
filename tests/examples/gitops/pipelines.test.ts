import { useExample } from "../use-example";
import { githubJob, gitlabJob } from "./pipeline-files";
import { CheckedOutRepository } from "./repository";

// The variables of a state bucket; the state lies in a folder here.
const BUCKET_KEYS = { AWS_ACCESS_KEY_ID: "id", AWS_SECRET_ACCESS_KEY: "key" };
const { emulator, playground } = useExample("gitops", {}, () => BUCKET_KEYS);

const settings = () =>
  ["postgres-emu00001", "postgres-emu00002"].map((id) => emulator().control.instance(id).sslEnabled);
const modifies = () => emulator().control.callCounts().ModifyDBInstanceSSLConfig.accepted;

test("GitHub's jobs preview, apply and watch, and the drift job tells no drift, drift and an error apart", async () => {
  const repository = new CheckedOutRepository(playground());
  await playground().mustSh("pulumi stack init prod");

  const preview = await repository.run(githubJob("preview"));
  expect(preview).toMatchObject({ exitCode: 0 });
  expect(preview.summary).toMatch(/^### Preview of `prod`\n/);
  expect(preview.summary).toMatch(/dbInstanceId +: "postgres-emu00002"/);
  expect(preview.summary).toContain("+ 3 to create");
  expect(modifies()).toBe(0);

  const up = await repository.run(githubJob("up"));
  expect(up).toMatchObject({ exitCode: 0 });
  expect(up.summary).toMatch(/^### Update of `prod`\n/);
  expect(settings()).toEqual([true, true]);

  const clean = await repository.run(githubJob("drift"));
  expect(clean).toMatchObject({ exitCode: 0 });
  expect(clean.summary).toMatch(/^### No drift in `prod`\n/);
  expect(repository.issueChanges()).toEqual([]);

  await emulator().control.changeInstance("postgres-emu00002", { sslEnabled: false });
  const drift = await repository.run(githubJob("drift"));
  expect(drift).toMatchObject({ exitCode: 7 });
  expect(drift.summary).toMatch(/^### Drift in `prod`\n/);
  expect(drift.summary).toMatch(/~ sslEnabled +: true => false/);
  expect(repository.issueChanges()).toEqual(["issue create --title Drift in prod --body-file report.md"]);

  repository.writeGh("12");
  emulator().control.addFault({
    action: "DescribeDBInstanceSSLConfig",
    times: 100,
    fault: { error: { code: "AuthFailure.UnauthorizedOperation", message: "No." } },
  });
  const error = await repository.run(githubJob("drift"));
  expect(error).toMatchObject({ exitCode: 1 });
  expect(error.summary).toMatch(/^### `prod` could not be compared, exit code \d+\n/);
  expect(repository.issueChanges()).toEqual([]);
  expect(modifies()).toBe(2);

  // A drift that goes on is added to the issue that is open.
  await playground().mustSh("PATH=$PWD/../bin:$PATH ci/github-issue.sh prod");
  expect(repository.issueChanges()).toEqual(["issue comment 12 --body-file report.md"]);
});

test("GitLab's jobs do the same, and the next update mends what has drifted", async () => {
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
});
