import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import schema from "../../../plugin/schema.json";
import type { DbInstance } from "../../../provider/model/db-instance";
import { ENDPOINT_SETTINGS } from "../../../provider/cloud/settings";
import { SETTING_NAMES } from "../../../provider/credentials/settings";
import { SETTINGS } from "../../../provider/plugin/configuration";
import { ARGUMENTS, NO_OUTPUTS } from "../../../provider/resource/arguments";
import { check } from "../../../provider/resource/check";
import type { GetInstancesArgs } from "../../../provider/resource/get-instances";
import type { GetInstanceSslConfigResult } from "../../../provider/resource/look-up";
import { TOKENS } from "../../../provider/resource/pulumi-names";
import { oldestPulumiVersion } from "../../../scripts/pulumi-cli/version";

const repository = join(__dirname, "..", "..", "..");
const resource = schema.resources[TOKENS.resource];
const lookup = schema.functions[TOKENS.lookup];

const { dbInstanceId, sslEnabled, ...optional } = ARGUMENTS;
const REGION = { region: "ap-guangzhou", source: "tencentcloud:region" };
/** The names of what a state always has. */
const ALWAYS = Object.keys(check({ dbInstanceId: "postgres-5gevh7gr", sslEnabled: false }, REGION).inputs);

/** As complete as the types make it: a name that is missing here or too much does not compile. */
const FOUND: Record<keyof GetInstanceSslConfigResult, "always" | "sometimes"> = {
  dbInstanceId: "always",
  region: "always",
  sslEnabled: "always",
  connectAddress: "sometimes",
  caUrl: "sometimes",
  caCertificate: "sometimes",
};
const SELECTION: Record<keyof GetInstancesArgs, true> = {
  region: true,
  ids: true,
  statuses: true,
  kinds: true,
  tags: true,
};
const LISTED: Record<keyof DbInstance, "always" | "sometimes"> = {
  dbInstanceId: "always",
  name: "always",
  region: "always",
  status: "always",
  kind: "always",
  version: "always",
  privateAddress: "sometimes",
  publicAddress: "sometimes",
  primaryInstanceId: "sometimes",
  readOnlyGroupStatus: "sometimes",
  tags: "always",
};

test("generated SDKs have every argument with its type, require the required ones, and name the defaults", () => {
  const types = Object.entries(resource.inputProperties).map(([name, { type }]) => [name, type]);
  expect(Object.fromEntries(types)).toEqual(
    Object.fromEntries(Object.entries(ARGUMENTS).map(([name, { type }]) => [name, type])),
  );
  const missing = check({}, REGION).failures.map(({ property }) => property);
  expect([...resource.requiredInputs].sort()).toEqual(missing.sort());
  expect(Object.keys({ dbInstanceId, sslEnabled }).sort()).toEqual(missing);
  for (const [name, row] of Object.entries(optional)) {
    const { description } = resource.inputProperties[name as keyof typeof optional];
    if ("default" in row)
      expect(description).toMatch(new RegExp(`Default: ${row.default}\\.|\`${row.default}\`, the default`));
  }
});

test("every value that the schema offers passes the check", () => {
  for (const { value } of schema.types["tencentcloud-postgres-ssl:index:OnDelete"].enum) {
    const given = { dbInstanceId: "postgres-5gevh7gr", sslEnabled: false, onDelete: value };
    expect(check(given, REGION).failures).toEqual([]);
  }
});

test("resource and lookup have the outputs that the code returns, and the required ones are always present", () => {
  expect(Object.keys(resource.properties).sort()).toEqual(Object.keys(NO_OUTPUTS).sort());
  expect([...resource.required].sort()).toEqual(ALWAYS.sort());
  const { properties, required } = lookup.outputs;
  expect(Object.keys(properties).sort()).toEqual(Object.keys(FOUND).sort());
  const always = Object.entries(FOUND).filter(([, when]) => when === "always");
  expect([...required].sort()).toEqual(always.map(([name]) => name).sort());
});

test("the list of instances takes the arguments that the code takes, as a function and as a query, and has its fields", () => {
  const listing = schema.functions[TOKENS.instances];
  expect(Object.keys(listing.inputs.properties).sort()).toEqual(Object.keys(SELECTION).sort());
  expect(resource.listInputs.properties).toEqual(listing.inputs.properties);
  const { properties, required } = schema.types["tencentcloud-postgres-ssl:index:DbInstance"];
  expect(Object.keys(properties).sort()).toEqual(Object.keys(LISTED).sort());
  const always = Object.entries(LISTED).filter(([, when]) => when === "always");
  expect([...required].sort()).toEqual(always.map(([name]) => name).sort());
});

test("the schema has the settings that the code reads, and marks keys as secret", () => {
  for (const settings of [schema.config.variables, schema.provider.inputProperties]) {
    expect(Object.keys(settings).sort()).toEqual([...SETTINGS].sort());
    const secret = Object.entries(settings).filter(([, setting]) => "secret" in setting && setting.secret);
    expect(secret.map(([name]) => name).sort()).toEqual(["secretId", "secretKey", "securityToken"]);
  }
});

test("the schema says from which variables of the environment a setting is taken where the configuration lacks it", () => {
  const variables = new Map<string, readonly string[]>([
    ["tencentcloud:region", ["TENCENTCLOUD_REGION"]],
    ...ENDPOINT_SETTINGS.keys.map((key, index) => [key, [ENDPOINT_SETTINGS.variables[index] ?? ""]] as const),
    ...Object.values(SETTING_NAMES).flatMap((names) => ("key" in names ? [[names.key, names.variables] as const] : [])),
  ]);
  for (const [name, { defaultInfo }] of Object.entries(schema.config.variables)) {
    expect({ name, ...defaultInfo }).toEqual({ name, environment: variables.get(`tencentcloud:${name}`) });
  }
  // Of an explicit provider, an SDK would write what it finds in the environment into the state, keys of an hour included.
  for (const [name, setting] of Object.entries(schema.provider.inputProperties)) {
    expect(setting).not.toHaveProperty("defaultInfo");
    const named = (variables.get(`tencentcloud:${name}`) ?? []).map((variable) => `\`${variable}\``).join(", ");
    expect(setting.description).toMatch(new RegExp(` Environment: ${named}\\.$`));
  }
});

test("the Registry shows whose the package is, where its source and its plugin are, and of which kind it is", () => {
  const {
    repository: source,
    name,
    homepage,
  } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
    repository: { url: string };
    name: string;
    homepage: string;
  };
  const address = source.url.replace(/^git\+|\.git$/g, "");
  const [owner, slug] = address.replace("https://github.com/", "").split("/");
  expect(schema).toMatchObject({
    repository: address,
    homepage,
    publisher: owner,
    pluginDownloadURL: `github://api.github.com/${owner}/${slug}`,
    logoUrl: `https://raw.githubusercontent.com/${owner}/${slug}/main/docs/logo.svg`,
    language: { nodejs: { packageName: name } },
  });
  expect(existsSync(join(repository, "docs", "logo.svg"))).toBe(true);
  expect(schema.keywords).toEqual(expect.arrayContaining(["category/database", "kind/native"]));
  expect(Object.keys(schema.language).sort()).toEqual(["csharp", "go", "java", "nodejs", "python"]);
});

test("an engine that is too old for the plugin says so, instead of failing in the middle", () => {
  const settings = readFileSync(join(repository, "plugin", "PulumiPlugin.yaml"), "utf8");
  expect(parse(settings)).toEqual({ runtime: "nodejs", requiredPulumiVersion: `>=${oldestPulumiVersion}` });
});

test("generated SDKs adopt states of the dynamic resource, and have the package's version", () => {
  expect(resource.aliases).toEqual([{ type: TOKENS.dynamicResource }]);
  const { version } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as { version: string };
  expect(schema.version).toBe(version);
});
