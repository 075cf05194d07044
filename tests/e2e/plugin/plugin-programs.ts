import { declaring, type Declared } from "../programs";

/** The resource's types in a state, for the two providers. */
export const DYNAMIC_TYPE = "pulumi-nodejs:dynamic/tencentcloud-postgres:InstanceSslConfig";
export const PLUGIN_TYPE = "tencentcloud-postgres-ssl:index:InstanceSslConfig";

/** The same program with the resource of the provider plugin. */
export function declaringByPlugin(resources: Declared, more = ""): string {
  return declaring(resources, more).replace(
    'from "pulumi-tencentcloud-postgres-ssl"',
    'from "pulumi-tencentcloud-postgres-ssl/plugin"',
  );
}
