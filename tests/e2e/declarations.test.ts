import { useLocalCloud } from "./local-cloud";
import { declaring } from "./programs";
import { mustDestroy, mustUp, resourceIn, up } from "./stack-verbs";

const cloud = useLocalCloud({ instances: 9 });

const protecting = (number: number) => {
  const { id, addresses } = cloud.instance(number);
  return { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0] };
};
const isOn = (number: number) => cloud.control.instance(cloud.instance(number).id).sslEnabled;
const restartsOf = (...numbers: number[]) =>
  numbers.map((number) => cloud.control.instance(cloud.instance(number).id).restarts);

test("a refresh in the same run does not keep SSL on for resources that are removed, moved or destroyed", async () => {
  const stack = await cloud.stack({
    program: declaring({ removed: protecting(1), moved: protecting(2), destroyed: protecting(3) }),
  });
  await mustUp(stack);

  stack.setProgram(declaring({ moved: protecting(4), destroyed: protecting(3) }));
  await mustUp(stack, ["--refresh"]);
  expect([1, 2, 3, 4].map(isOn)).toEqual([false, false, true, true]);

  await mustDestroy(stack, ["--refresh"]);
  expect([3, 4].map(isOn)).toEqual([false, false]);
  expect(restartsOf(1, 2, 3, 4)).toEqual([2, 2, 2, 2]);
  expect(resourceIn(stack, "destroyed")).toBeUndefined();
});

test("destroy --run-program --refresh turns SSL off", async () => {
  const stack = await cloud.stack({ program: declaring({ db: protecting(5) }) });
  await mustUp(stack);
  await mustDestroy(stack, ["--run-program", "--refresh"]);
  expect(isOn(5)).toBe(false);
  expect(restartsOf(5)).toEqual([2]);
});

test("a program that declares two settings for one instance is refused in every run, in either order, and nothing changes", async () => {
  const on = protecting(6);
  const off = { dbInstanceId: on.dbInstanceId, sslEnabled: false };
  const stack = await cloud.stack({ program: declaring({ kept: on }) });
  await mustUp(stack);

  for (const program of [declaring({ kept: on, added: off }), declaring({ added: off, kept: on })]) {
    stack.setProgram(program);
    const preview = await stack.run(["preview"]);
    expect(preview.exitCode).not.toBe(0);
    expect(preview.stdout).toContain(`different settings for ${on.dbInstanceId}`);
    expect(preview.stdout).toMatch(/SSL off/);
    expect(preview.stdout).toContain(`SSL on for ${on.connectAddress}`);
    for (const flags of [[], ["--refresh"]]) {
      const refused = await up(stack, flags);
      expect(refused.exitCode).not.toBe(0);
      expect(refused.stdout).toContain(`different settings for ${on.dbInstanceId}`);
    }
  }
  expect(cloud.control.instance(on.dbInstanceId)).toMatchObject({ sslEnabled: true, modifies: 1 });
  expect(resourceIn(stack, "kept")).toMatchObject({ outputs: { sslEnabled: true } });
  expect(resourceIn(stack, "added")).toBeUndefined();
});

test("instances that are swapped or taken over under deleteBeforeReplace end as declared, whichever is deleted first", async () => {
  const resource = (name: string, number: number, options: string) =>
    `const ${name} = new InstanceSslConfig("${name}", ${JSON.stringify(protecting(number))}, ${options});`;
  const program = (...lines: string[]) =>
    ['import { InstanceSslConfig } from "pulumi-tencentcloud-postgres-ssl";', ...lines].join("\n");
  const first = "{ deleteBeforeReplace: true }";
  const afterA = "{ deleteBeforeReplace: true, dependsOn: [a] }";

  const stack = await cloud.stack({ program: program(resource("a", 7, first), resource("b", 8, afterA)) });
  await mustUp(stack);
  stack.setProgram(program(resource("a", 8, first), resource("b", 7, afterA)));
  await mustUp(stack);
  expect([7, 8].map(isOn)).toEqual([true, true]);

  // The setting of the instance that `a` leaves is deleted first. The engine learns only later of the resource that creates it.
  stack.setProgram(program(resource("a", 9, first), resource("b", 7, afterA), resource("c", 8, afterA)));
  await mustUp(stack);
  expect([7, 8, 9].map(isOn)).toEqual([true, true, true]);
});
