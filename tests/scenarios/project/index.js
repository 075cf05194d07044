"use strict";
const pulumi = require("@pulumi/pulumi");
const { InstanceSslConfig } = require(process.env.SCENARIO_MODULE);

/** Declares what the file of the stack says; each entry has its options as Pulumi takes them, with names for resources. */
const declared = require(`./program.${pulumi.getStack()}.json`);

const component = declared.some(({ inComponent }) => inComponent)
  ? new pulumi.ComponentResource("scenario:index:Component", "component")
  : undefined;
const byName = {};
for (const { name, args, inComponent, aliases, options } of declared) {
  byName[name] = new InstanceSslConfig(name, args, {
    ...options,
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
