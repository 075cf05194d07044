import { inspect } from "node:util";
import { serialize } from "node:v8";
import { keysOf, useTestMachine, variablesOf } from "./test-machine";

const machine = useTestMachine();

test("a credential shows and copies nothing of itself, whatever looks at it", async () => {
  const account = { secretId: "AKIDhidden", secretKey: "hidden-key", token: "hidden-token" };
  const chain = machine.chain({ env: variablesOf(account) });
  const found = await chain.getCredential();

  expect(await keysOf(chain)).toEqual(account);
  expect(inspect(found)).toBe("[credential]");
  expect(JSON.stringify({ found })).toBe('{"found":"[credential]"}');
  expect(serialize({ found: { ...found } }).toString("latin1")).not.toMatch(/hidden/);
  expect(structuredClone({ ...found })).toEqual({});
});
