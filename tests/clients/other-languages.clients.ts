import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { useEmulator } from "../emulator/use-emulator";

/**
 * The emulator with the SDKs of other languages, Tencent's command line and Terraform. Packages come from PyPI and the Go
 * module proxy into a folder that goes away again. Terraform's provider is in no such place: build it yourself and name
 * its folder in TERRAFORM_PROVIDER_DIR, or the test of it is not there.
 */
const run = promisify(execFile);
const emulator = useEmulator({ taskSeconds: 0.3, rate: 20 });
const id = "postgres-emu00001";
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "emulator-clients-"));
  await cp(__dirname, folder, { recursive: true });
});
afterAll(async () => {
  // The files of Go's module cache cannot be written, and so not removed, until Go does that.
  await run("go", ["clean", "-modcache"], { env: goEnvironment() });
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  emulator().control.createInstance({ id: "postgres-tagged01", tags: { env: "prod" } });
});

const goEnvironment = () => ({ ...process.env, GOMODCACHE: join(folder, "go-modules"), GOFLAGS: "-mod=readonly" });

function clientEnvironment(): NodeJS.ProcessEnv {
  const { http_proxy: _, https_proxy: __, HTTP_PROXY: ___, HTTPS_PROXY: ____, ...env } = process.env;
  const { secretId, secretKey } = emulator();
  return { ...env, TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey };
}

/** What each of the programs does to the instance. */
function expectProgramToHaveRun(): void {
  const { control } = emulator();
  expect(control.instance(id)).toMatchObject({ sslEnabled: false, modifies: 2 });
  expect(control.callCounts()).toMatchObject({
    AssumeRole: { accepted: 1, failed: 0 },
    RestartDBInstance: { accepted: 1, failed: 0 },
  });
}

describe("with packages from PyPI", () => {
  const bin = (name: string) => join(folder, "venv", "bin", name);
  beforeAll(async () => {
    await run("python3", ["-m", "venv", join(folder, "venv")]);
    await run(bin("pip"), ["install", "--quiet", "-r", join(folder, "python", "requirements.txt")]);
  });

  test("Python's SDK changes and restarts an instance as a role, with each of its signature methods", async () => {
    const program = join(folder, "python", "client.py");
    await run(bin("python"), [program, emulator().endpoint], { env: clientEnvironment() });
    expectProgramToHaveRun();
  });

  test("tccli can call all services, and a message says what the emulator lacks", async () => {
    const tccli = async (...args: string[]): Promise<Record<string, unknown>> => {
      const asked = [...args, "--endpoint", emulator().endpoint, "--region", "ap-guangzhou"];
      const { stdout } = await run(bin("tccli"), asked, { env: { ...clientEnvironment(), HOME: folder } });
      return JSON.parse(stdout) as Record<string, unknown>;
    };
    const address = ["--ConnectAddress", "10.0.0.1"];
    await tccli("postgres", "ModifyDBInstanceSSLConfig", "--DBInstanceId", id, "--SSLEnabled", "True", ...address);
    expect(emulator().control.instance(id).modifies).toBe(1);
    expect(await tccli("sts", "GetCallerIdentity")).toMatchObject({ Type: "CAMUser" });
    expect(await tccli("tag", "GetResources")).toMatchObject({ ResourceTagMappingList: [{}] });
    expect(await tccli("postgres", "DescribeRegions")).toMatchObject({ TotalCount: 18 });
    await expect(tccli("cvm", "DescribeZones")).rejects.toThrow(/does not emulate the service `cvm`/);
  });
});

test("Go's SDK changes and restarts an instance as a role", async () => {
  const program = join(folder, "client");
  await run("go", ["build", "-o", program, "."], { cwd: join(folder, "go"), env: goEnvironment() });
  await run(program, [emulator().endpoint], { env: clientEnvironment() });
  expectProgramToHaveRun();
});

const providerFolder = process.env.TERRAFORM_PROVIDER_DIR;
if (providerFolder !== undefined) {
  test("Terraform, configured for the cloud and given only a proxy, lists instances and changes one", async () => {
    const { endpoint, control } = emulator();
    const [config, ca] = [join(folder, "terraform.rc"), join(folder, "ca.pem")];
    const overrides = `dev_overrides { "tencentcloudstack/tencentcloud" = ${JSON.stringify(providerFolder)} }`;
    await writeFile(config, `provider_installation {\n  ${overrides}\n  direct {}\n}\n`);
    await writeFile(ca, control.caCertificate());
    const proxy = { https_proxy: endpoint, http_proxy: endpoint, SSL_CERT_FILE: ca };
    const env = { ...clientEnvironment(), ...proxy, TF_CLI_CONFIG_FILE: config, CHECKPOINT_DISABLE: "1" };
    const terraform = (...args: string[]) => run("terraform", args, { cwd: join(folder, "terraform"), env });

    await terraform("apply", "-auto-approve");
    const { stdout } = await terraform("output", "-json");
    expect(JSON.parse(stdout)).toMatchObject({
      tags: { value: { "postgres-tagged01": { env: "prod" }, [id]: {} } },
      zones: { value: ["ap-guangzhou-1", "ap-guangzhou-2", "ap-guangzhou-3"] },
      caller: { value: "qcs::cam:100000000001:uin/100000000002" },
    });
    expect(control.instance(id)).toMatchObject({ sslEnabled: true, connectAddress: "10.0.0.1", modifies: 1 });

    await control.changeInstance(id, { sslEnabled: false });
    const role = "qcs::cam::uin/100000000001:roleName/terraform";
    const asRole = { TENCENTCLOUD_ASSUME_ROLE_ARN: role, TENCENTCLOUD_ASSUME_ROLE_SESSION_NAME: "terraform" };
    Object.assign(env, asRole, { TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION: "900" });
    await terraform("apply", "-auto-approve");
    expect(control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 2 });
    expect(control.callCounts().AssumeRole.accepted).toBeGreaterThan(0);
  });
}
