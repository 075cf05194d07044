// Fails if the stack's configuration holds keys of the cloud.
//
// A key there comes before those in the environment. So the preview of a pull request would sign with it, even if the job has
// only keys that may read. And its program could print it, because the passphrase that decrypts it is in the same environment.
//   node check-config.mjs STACK
import { execFileSync } from "node:child_process";

const stack = process.argv[2];
const command = ["config", "--stack", stack, "--json", "--non-interactive"];
const config = JSON.parse(execFileSync("pulumi", command, { stdio: ["ignore", "pipe", "inherit"] }));
const keys = Object.keys(config).filter((name) =>
  /^tencentcloud(-postgres-ssl)?:(secretId|secretKey|securityToken)$/.test(name),
);

if (keys.length > 0) {
  console.log(
    `error: the configuration of stack ${stack} has ${keys.join(", ")}. Keys belong into the settings of the CI system,`,
  );
  console.log(
    `so that a preview gets only those that may read. Remove them: pulumi config rm-all --stack ${stack} ${keys.join(" ")}`,
  );
  process.exitCode = 1;
}
