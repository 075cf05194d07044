import { declaring, type Declared } from "../programs";

/** The same program for the provider plugin: the resource comes from there, and takes the options in `options`. */
export function declaringByPlugin(resources: Declared, more = ""): string {
  return declaring(resources, more).replace(
    'from "pulumi-tencentcloud-postgres-ssl"',
    'from "pulumi-tencentcloud-postgres-ssl/plugin"',
  );
}
