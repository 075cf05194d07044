"use strict";
const pulumi = require("@pulumi/pulumi");

const MODULES = {
  dynamic: "pulumi-tencentcloud-postgres-ssl",
  plugin: "pulumi-tencentcloud-postgres-ssl/plugin",
  explicit: "pulumi-tencentcloud-postgres-ssl/plugin",
};

/** Declares what the file of the stack says; each entry has its options as Pulumi takes them, with names for resources. */
const { resources, hasExplicitProvider } = require(`./program.${pulumi.getStack()}.json`);

const component = resources.some(({ inComponent }) => inComponent)
  ? new pulumi.ComponentResource("scenario:index:Component", "component")
  : undefined;
const { Provider } = hasExplicitProvider ? require(MODULES.explicit) : {};
const explicit = Provider && new Provider("explicit");
const byName = {};
for (const { name, args, provider, inComponent, aliases, options } of resources) {
  const { InstanceSslConfig } = require(MODULES[provider]);
  byName[name] = new InstanceSslConfig(name, args, {
    ...options,
    provider: provider === "explicit" ? explicit : undefined,
    parent: inComponent ? component : undefined,
    aliases: aliases.map((alias) => ({
      name: alias.name,
      parent: alias.inComponent ? componentUrn() : pulumi.rootStackResource,
    })),
    dependsOn: options.dependsOn.map((dependency) => byName[dependency]),
  });
}

function componentUrn() {
  return `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::scenario:index:Component::component`;
}
