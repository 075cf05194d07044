import { delimiter } from "node:path";
import { pathToFileURL } from "node:url";
import type { PulumiCli } from "./find";

/** The environment that a user's own CLI call gets: theirs, with the CLI and its plugins first on PATH. */
export function cliEnvironment(cli: PulumiCli, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return {
    ...env,
    PATH: [cli.folder, cli.hostFolder, env.PATH].filter(Boolean).join(delimiter),
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
}

/** What an environment for tests, the demo and examples is made of. */
export interface PulumiEnvironmentOptions {
  readonly cli: PulumiCli;
  /** A separate PULUMI_HOME: the CLI neither sees nor touches the user's logins, selected stacks and plugins. */
  readonly home: string;
  /** Folder of the local state backend. */
  readonly backendDir: string;
  /** Passphrase that the stack's secrets are encrypted with. @default a fixed one */
  readonly passphrase?: string;
  /** Variables on top, such as the endpoint and credentials of a local cloud. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * The environment of a Pulumi CLI that has nothing to do with the user's: a local state backend, a home of its own,
 * and none of the user's Pulumi and Tencent Cloud variables, so that no test ever reaches a real cloud.
 */
export function pulumiEnvironment({
  cli,
  home,
  backendDir,
  passphrase = "only for local stacks",
  env = {},
}: PulumiEnvironmentOptions): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !isTheUsersOwn(name));
  return {
    ...cliEnvironment(cli, Object.fromEntries(inherited)),
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: pathToFileURL(backendDir).href,
    PULUMI_CONFIG_PASSPHRASE: passphrase,
    // Everything that is needed is on PATH: a missing plugin is an error at once, not a download.
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    ...env,
  };
}

function isTheUsersOwn(name: string): boolean {
  return /^(PULUMI|TENCENTCLOUD|TKE|JEST)_/i.test(name) || name === "NODE_ENV";
}
