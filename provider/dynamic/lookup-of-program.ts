import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { InstanceSslConfigError } from "../errors/package-errors";
import { Connections, Session } from "../resource/session";

/** A program of the Automation API may run many stacks in one process, each with its own account. */
const connections = new Connections();

/**
 * Runs a lookup in the program's own process: the engine has no function of a dynamic provider to call. In a unit test the
 * mocks answer, by the function's token.
 */
export async function lookupOfProgram<T>(
  token: string,
  args: object,
  look: (session: Session, args: Readonly<Record<string, unknown>>) => Promise<T>,
): Promise<T> {
  if (isUnitTest()) return pulumi.runtime.invoke(token, { ...args }) as Promise<T>;
  try {
    return await look(programSession(), { ...args });
  } catch (error) {
    // Of a RunError, Pulumi prints the message alone; of any other error, everything attached to it.
    throw error instanceof InstanceSslConfigError ? new pulumi.RunError(error.message) : error;
  }
}

/** Whether `pulumi.runtime.setMocks` stands in for the engine. Then it answers lookups too, and nothing reaches the cloud. */
function isUnitTest(): boolean {
  return pulumi.runtime.getMonitor() instanceof MockMonitor;
}

/** The program runs in a process of its own, beside the provider's, and reads the stack's configuration with the SDK. */
function programSession(): Session {
  const readConfig = (key: string): string | undefined => {
    const [namespace, name] = key.split(":", 2) as [string, string];
    return new pulumi.Config(namespace).get(name);
  };
  return new Session({ readConfig, env: process.env, log: (line) => void pulumi.log.info(line), connections });
}
