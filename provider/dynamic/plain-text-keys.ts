import * as pulumi from "@pulumi/pulumi";
import { plainTextWarning } from "../cloud/settings";

const SECRET_KEYS = ["tencentcloud:secretKey", "tencentcloud:securityToken"];

let hasWarned = false;

/**
 * Warns, once in a program, of keys in the stack's configuration that are not encrypted. Only the program can: the process
 * that runs dynamic providers does not learn what is a secret.
 */
export function warnOfPlainTextKeys(): void {
  if (hasWarned) return;
  // The SDK's types leave this function out.
  const { allConfig, isConfigSecret } = pulumi.runtime as typeof pulumi.runtime & {
    isConfigSecret?: (key: string) => boolean;
  };
  const config = allConfig();
  const inPlainText = SECRET_KEYS.filter((key) => config[key] && isConfigSecret?.(key) === false);
  if (inPlainText.length === 0) return;
  hasWarned = true;
  void pulumi.log.warn(plainTextWarning(inPlainText));
}
