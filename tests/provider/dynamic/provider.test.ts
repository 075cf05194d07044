import { runInNewContext } from "node:vm";
import * as pulumi from "@pulumi/pulumi";
import * as provider from "../../../provider/dynamic/provider";
import * as runtime from "../../../provider/dynamic/runtime";

/** The names that states of years ago call. They can gain, never change or go. */
const NAMES = ["check", "configure", "create", "delete", "diff", "read", "update"];
const RUNTIME = "pulumi-tencentcloud-postgres-ssl/runtime";

/** The provider as Pulumi writes it into the state of a resource. */
async function serialised(): Promise<string> {
  return (await pulumi.runtime.serializeFunction(() => provider, {})).text;
}

interface Loaded {
  readonly handler: () => Record<string, (...args: unknown[]) => Promise<unknown>>;
  /** What was loaded, from where, and what was called in it. */
  readonly trace: unknown[];
}

/** Runs the text as the dynamic provider's process does, where nothing is known but what Node.js gives to a module. */
function load(text: string): Loaded {
  const trace: unknown[] = [];
  const called =
    (name: string) =>
    (...args: unknown[]) => {
      trace.push({ name, args });
      return Promise.resolve(`${name} answered`);
    };
  const createRequire = (from: string) => (id: string) => {
    trace.push({ from, id });
    return Object.fromEntries(NAMES.map((name) => [name, called(name)]));
  };
  const modules = new Map([["module", { createRequire }]]);
  const exports = {} as { handler: Loaded["handler"] };
  runInNewContext(text, {
    exports,
    global: { constructor: Object },
    process: { cwd: () => "/home/somebody/program" },
    require: (id: string) => modules.get(id),
  });
  return { handler: exports.handler, trace };
}

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

test.each(NAMES)(
  "%s is handed on with all that it got to the runtime beside the program, and nothing is loaded before",
  async (name) => {
    const { handler, trace } = load(await serialised());
    const verb = handler()[name];

    expect(trace).toEqual([]);
    expect(await verb?.({ a: 1 }, "two", [3])).toBe(`${name} answered`);
    expect(trace).toEqual([
      { from: "/home/somebody/program/", id: RUNTIME },
      { name, args: [{ a: 1 }, "two", [3]] },
    ]);
  },
);

test("the text in the state closes over nothing, so that it keeps working for years", async () => {
  const text = await serialised();
  const captured = [...text.matchAll(/with\(\{(.*?)\}\)/g)].flatMap(([, names = ""]) =>
    names.split(",").map((part) => part.split(":")[0]?.trim()),
  );

  const known = ["this", "arguments", "_provider", "del", ...NAMES];

  expect(captured.filter((name = "") => !known.includes(name))).toEqual([]);
  expect([...text.matchAll(/require\("([^"]*)"\)/g)].map(([, id]) => id)).toEqual(NAMES.map(() => "module"));
});
