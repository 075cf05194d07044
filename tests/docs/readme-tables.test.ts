import { ARGUMENT_NAMES } from "../../provider/resource/arguments";
import { check } from "../../provider/resource/check";
import { diff } from "../../provider/resource/diff";
import { InstanceSslConfig } from "../../provider";
import * as pulumi from "@pulumi/pulumi";
import { codeIn, tableAfter } from "./pages";

const DATABASE = { dbInstanceId: "postgres-5gevh7gr", sslEnabled: false };
const REGION = { region: "ap-guangzhou", source: "tencentcloud:region" };
/** Outputs of every dynamic resource, which are Pulumi's own. */
const NOT_TOLD = new Set(["urn", "__provider"]);

const args = tableAfter("README.md", "\n## Arguments\n").map(([name = "", type = "", text = ""]) => ({
  name: codeIn(name)[0] ?? "",
  type,
  text,
}));

function textOfArgument(name: string): string {
  return args.find((argument) => argument.name === name)?.text ?? "";
}

function failingProperties(inputs: Record<string, unknown>, region?: typeof REGION): string[] {
  return check(inputs, region).failures.map(({ property }) => property);
}

test("the README lists every argument, and no other", () => {
  expect(args.map(({ name }) => name).sort()).toEqual([...ARGUMENT_NAMES].sort());
});

test("the arguments that the README calls required are required", () => {
  const required = args.filter(({ text }) => text.startsWith("Required.")).map(({ name }) => name);
  expect(required).toEqual(failingProperties({}, REGION));
});

test("connectAddress is required while SSL is on and not while SSL is off, as the README says", () => {
  expect(textOfArgument("connectAddress")).toContain("Required while `sslEnabled` is true");
  expect(failingProperties({ ...DATABASE, sslEnabled: true }, REGION)).toEqual(["connectAddress"]);
  expect(failingProperties(DATABASE, REGION)).toEqual([]);
});

test("the README's defaults are those that the provider fills in", () => {
  const inTable = args.flatMap(({ name, text }) => {
    const [, value] = /^Default: `?([^`.]+)`?\./.exec(text) ?? [];
    return value === undefined || name === "region" ? [] : [[name, JSON.parse(value) as unknown]];
  });
  const { dbInstanceId, sslEnabled, region, ...defaults } = check(DATABASE, REGION).inputs;
  expect(Object.fromEntries(inTable)).toEqual(defaults);
});

test("the README and the message about a missing region name the same places to set it", () => {
  const places = codeIn(textOfArgument("region"));
  const [failure] = check(DATABASE, undefined).failures;
  expect(places).toHaveLength(2);
  for (const place of places) expect(failure?.reason).toContain(place);
});

test("the README's bounds of taskTimeoutSeconds are those of the check", () => {
  const [, least, most] = /from (\d+) to (\d+)/.exec(textOfArgument("taskTimeoutSeconds")) ?? [];
  const isTaken = (taskTimeoutSeconds: number) => failingProperties({ ...DATABASE, taskTimeoutSeconds }, REGION).length;
  const [lowest, highest] = [Number(least), Number(most)];
  expect([lowest - 1, lowest, highest, highest + 1].map(isTaken)).toEqual([1, 0, 0, 1]);
});

test("onDelete accepts the values in the README, and no others", () => {
  const values = codeIn(args.find(({ name }) => name === "onDelete")?.type ?? "").map(
    (code) => JSON.parse(code) as unknown,
  );
  expect(values.flatMap((onDelete) => failingProperties({ ...DATABASE, onDelete }, REGION))).toEqual([]);
  expect(check({ ...DATABASE, onDelete: "other" }, REGION).failures[0]?.reason).toContain(
    `must be ${values.map((value) => JSON.stringify(value)).join(" or ")}`,
  );
});

test("changing an argument replaces the resource if the README says so, and only then", () => {
  const said = args.filter(({ text }) => text.includes("A change replaces the resource")).map(({ name }) => name);
  const olds = check({ ...DATABASE, sslEnabled: true, connectAddress: "10.0.0.1" }, REGION).inputs;
  const replacing = args.filter(({ name }) => diff(olds, { ...olds, [name]: "another" }).replaces.length > 0);
  expect(said).toEqual(replacing.map(({ name }) => name));
});

test("the README's arguments and outputs are all the outputs of the resource", async () => {
  await pulumi.runtime.setMocks({
    newResource: ({ id, inputs }) => ({ id: id ?? "new", state: inputs as Record<string, unknown> }),
    call: ({ inputs }) => inputs as Record<string, unknown>,
  });
  const resource = new InstanceSslConfig("orders", DATABASE);
  await new Promise((resolve) => resource.urn.apply(resolve));
  const outputs = Object.entries(resource)
    .filter(([, value]) => pulumi.Output.isInstance(value))
    .map(([name]) => name);
  const described = tableAfter("README.md", "\n## Outputs\n").flatMap(([name = ""]) => codeIn(name));
  expect([...ARGUMENT_NAMES, ...described].sort()).toEqual(outputs.filter((name) => !NOT_TOLD.has(name)).sort());
});
