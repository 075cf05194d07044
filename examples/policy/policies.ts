import type { ResourceValidationArgs, ResourceValidationPolicy } from "@pulumi/policy";

/** The resource of the dynamic provider, and that of the provider plugin. */
const INSTANCE_SSL_CONFIGS = [
  "pulumi-nodejs:dynamic/tencentcloud-postgres:InstanceSslConfig",
  "tencentcloud-postgres-ssl:index:InstanceSslConfig",
];

/** Refuses a database that is declared without SSL. */
export const sslEnabled: ResourceValidationPolicy = {
  name: "ssl-enabled",
  description: "Databases accept encrypted connections.",
  enforcementLevel: "mandatory",
  validateResource: (resource, report) => {
    if (isSslConfig(resource) && resource.props.sslEnabled !== true) {
      report(`${resource.props.dbInstanceId} has no SSL: set sslEnabled to true.`);
    }
  },
};

/** Warns if removing a database from the stack would turn its SSL off. */
export const staysEncrypted: ResourceValidationPolicy = {
  name: "stays-encrypted",
  description: "SSL stays on when the resource is deleted.",
  enforcementLevel: "advisory",
  validateResource: (resource, report) => {
    // A database that is declared without SSL has none to lose.
    if (isSslConfig(resource) && resource.props.sslEnabled === true && resource.props.onDelete !== "retain") {
      report(`Deleting the resource turns off the SSL of ${resource.props.dbInstanceId}: set onDelete to "retain".`);
    }
  },
};

function isSslConfig({ type }: ResourceValidationArgs): boolean {
  return INSTANCE_SSL_CONFIGS.includes(type);
}
