/** The instance that an acceptance run changes, and the environment that leads to it. */
export interface Target {
  readonly instanceId: string;
  /** How long one `pulumi` command may take. */
  readonly commandSeconds: number;
  /** The variables that provider and test read: region, keys and, for another endpoint, that. */
  readonly env: Readonly<Record<string, string>>;
}

const realTaskSeconds = 1800;

/**
 * Reads from the environment which real instance may be restarted.
 *
 * @throws Error that names what is missing; nothing was called then
 */
export function targetFromEnvironment(env: NodeJS.ProcessEnv): Target {
  const { ACCEPTANCE_INSTANCE: instanceId = "", ACCEPTANCE_ALLOW_RESTARTS: consent } = env;
  if (instanceId === "") throw refused("Set ACCEPTANCE_INSTANCE to the id of an instance that nobody uses.");
  if (consent !== "yes") {
    throw refused(`Set ACCEPTANCE_ALLOW_RESTARTS=yes when ${instanceId} may be restarted several times.`);
  }
  for (const name of ["TENCENTCLOUD_REGION", "TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY"]) {
    if (!env[name]) throw refused(`Set ${name}.`);
  }
  const given = Object.entries(env).filter(([name]) => name.startsWith("TENCENTCLOUD_"));
  return {
    instanceId,
    commandSeconds: realTaskSeconds,
    env: Object.fromEntries(given.map(([name, value]) => [name, value ?? ""])),
  };
}

function refused(what: string): Error {
  return new Error(`The acceptance run changes and restarts a real database. ${what} See docs/real-cloud.md.`);
}
