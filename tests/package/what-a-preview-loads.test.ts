import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { repository } from "./packed-package";

/** The modules that are in a process after it checked and compared a resource that is as declared. */
function modulesOfAPreview(): string[] {
  const program = `
    const runtime = require(${JSON.stringify(join(repository, "dist", "dynamic", "runtime.js"))});
    const news = {
      dbInstanceId: "postgres-emu00001", sslEnabled: true, connectAddress: "10.0.0.1",
      region: "ap-guangzhou", onDelete: "disable", taskTimeoutSeconds: 600,
    };
    (async () => {
      await runtime.configure({ config: { get: () => undefined } });
      const { failures } = await runtime.check({}, news);
      const { changes } = await runtime.diff("postgres-emu00001", news, news);
      console.log(JSON.stringify({ failures, changes, modules: Object.keys(require.cache) }));
    })();`;
  const answer = JSON.parse(execFileSync(process.execPath, ["-e", program], { encoding: "utf8" })) as {
    readonly modules: string[];
  };
  expect(answer).toMatchObject({ failures: [], changes: false });
  return answer.modules;
}

test("a preview without changes loads neither the SDK nor anything else that calls the cloud", () => {
  const modules = modulesOfAPreview();

  expect(modules.filter((path) => path.includes("node_modules"))).toEqual([]);
  expect(modules.filter((path) => /lifecycle|session|reconcile|postgres-api|credential/.test(path))).toEqual([]);
  expect(modules.length).toBeLessThanOrEqual(20);
});
