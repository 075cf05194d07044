import { TOKENS } from "../model/properties";

/**
 * Whether something is a resource of this package, or stands for one, as what Pulumi's policies ask about does.
 *
 * The type decides, not the class: a program may hold several copies of the package. Both providers' types count. They have the
 * same arguments and outputs, and a policy for one that lets the other pass would be a hole.
 */
export function isInstanceSslConfig(obj: unknown): boolean {
  if (typeof obj !== "object" || obj === null || !("__pulumiType" in obj)) return false;
  return obj.__pulumiType === TOKENS.dynamicResource || obj.__pulumiType === TOKENS.resource;
}
