/** A Pulumi program as the benchmarks run it: one resource for each entry of `fleet.json`. */
export interface Program {
  readonly source: string;
  /** Packages that are written beside it, by name: the source of their only module. */
  readonly packages?: Readonly<Record<string, string>>;
  /** Folder of the program in which our compiled sources lie, as if they were its own. */
  readonly copiesOurs?: string;
  /** Whether the resource comes from our provider plugin, which the project then names. */
  readonly usesPlugin?: boolean;
}

const forEachInstance = (statement: string) => `for (const { id, address } of require("./fleet.json")) {
  ${statement}
}
`;

const declaringFrom = (module: string) => `const { InstanceSslConfig } = require("${module}");
${forEachInstance("new InstanceSslConfig(id, { dbInstanceId: id, sslEnabled: true, connectAddress: address });")}`;

/** Our dynamic resource, from the packed package. */
export const ours: Program = { source: declaringFrom("pulumi-tencentcloud-postgres-ssl") };

/** The same resource of our provider plugin, from the packed package. */
export const oursByPlugin: Program = {
  source: declaringFrom("pulumi-tencentcloud-postgres-ssl/plugin"),
  usesPlugin: true,
};

/**
 * A dynamic resource with the same arguments that does nothing: what the engine, the language host and the provider's
 * process cost by themselves. Its provider lies in a package, as ours does, so that its text in the state is as short.
 */
export const doingNothing: Program = {
  source: `const pulumi = require("@pulumi/pulumi");
const provider = require("does-nothing");
const generation = new pulumi.Config().get("generation") ?? "1";
class DoesNothing extends pulumi.dynamic.Resource {
  constructor(name, args) {
    super(provider, name, args, undefined, "benchmark", "DoesNothing");
  }
}
${forEachInstance("new DoesNothing(id, { dbInstanceId: id, sslEnabled: true, connectAddress: address, generation });")}`,
  packages: {
    "does-nothing": `exports.check = async (olds, news) => ({ inputs: news, failures: [] });
exports.diff = async (id, olds, news) => ({ changes: olds.generation !== news.generation });
exports.create = async (inputs) => ({ id: inputs.dbInstanceId, outs: inputs });
exports.update = async (id, olds, news) => ({ outs: news });
exports.read = async (id, props) => ({ id, props });
exports.delete = async () => {};
`,
  },
};

/**
 * A resource whose text in the state holds all of our provider by value, as it would if it were part of the program. Its
 * verbs do nothing all the same.
 */
export const holdingOursByValue: Program = {
  copiesOurs: "by-value",
  source: `const pulumi = require("@pulumi/pulumi");
const { check } = require("./by-value/resource/check");
const { diff } = require("./by-value/resource/diff");
const lifecycle = require("./by-value/resource/lifecycle");
const { Session } = require("./by-value/resource/session");
const generation = new pulumi.Config().get("generation") ?? "1";
const ours = { check, diff, lifecycle, Session };
const provider = {
  check: async (olds, news) => ({ inputs: news, failures: news.calls ? [ours.check, ours.diff, ours.lifecycle, ours.Session] : [] }),
  diff: async (id, olds, news) => ({ changes: olds.generation !== news.generation }),
  create: async (inputs) => ({ id: inputs.dbInstanceId, outs: inputs }),
  update: async (id, olds, news) => ({ outs: news }),
  read: async (id, props) => ({ id, props }),
  delete: async () => {},
};
class ByValue extends pulumi.dynamic.Resource {
  constructor(name, args) {
    super(provider, name, args, undefined, "benchmark", "ByValue");
  }
}
${forEachInstance("new ByValue(id, { dbInstanceId: id, sslEnabled: true, connectAddress: address, generation });")}`,
};
