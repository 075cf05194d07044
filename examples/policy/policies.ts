import type { ResourceValidationArgs, ResourceValidationPolicy } from "@pulumi/policy";

const INSTANCE_SSL_CONFIG = "pulumi-nodejs:dynamic/tencentcloud-postgres:InstanceSslConfig";

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
    if (isSslConfig(resource) && resource.props.onDelete !== "retain") {
      report(`Deleting the resource turns off the SSL of ${resource.props.dbInstanceId}: set onDelete to "retain".`);
    }
  },
};

function isSslConfig({ type }: ResourceValidationArgs): boolean {
  return type === INSTANCE_SSL_CONFIG;
}
