import * as pulumi from "@pulumi/pulumi";
import * as provider from "../../../provider/dynamic/provider";
import * as runtime from "../../../provider/dynamic/runtime";

/** The names that states of years ago call. They can gain, never change or go. */
const NAMES = ["check", "configure", "create", "delete", "diff", "read", "update"];
const RUNTIME = "pulumi-tencentcloud-postgres-ssl/runtime";

test("the provider has exactly the verbs that Pulumi calls, and the runtime every name that a state may call", () => {
  const present = new Map<string, unknown>(Object.entries(runtime));

  expect(Object.keys(provider).sort()).toEqual(NAMES);
  expect(NAMES.map((name) => typeof present.get(name))).toEqual(NAMES.map(() => "function"));
});

test("the name under which states find the runtime is one that the package offers", () => {
  const { name, exports } = jest.requireActual<{ name: string; exports: object }>("../../../package.json");

  expect(`${name}/runtime`).toBe(RUNTIME);
  expect(Object.keys(exports)).toEqual(expect.arrayContaining([".", "./runtime"]));
});

test("the text in the state hands each verb on to the runtime beside the program, and closes over nothing, so that it keeps working for years", async () => {
  const { text } = await pulumi.runtime.serializeFunction(() => provider, {});
  const functions = text.matchAll(/with\(\{(.*?)\}\) \{\s*return (.*?);\s*\}\s*\}\)\.apply/gs);
  const verbs = [...functions].filter(([, , code = ""]) => code.startsWith("async"));

  expect(verbs.map(([, , code]) => code)).toEqual(
    NAMES.map(
      (name) =>
        `async (...args)=>process.getBuiltinModule("module").createRequire(process.cwd() + "/")("${RUNTIME}").${name}(...args)`,
    ),
  );
  expect(verbs.map(([, captured]) => captured)).toEqual(NAMES.map(() => " this: undefined, arguments: undefined "));
});
