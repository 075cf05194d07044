import { LOOK, MODIFY, TASKS, useLocalCloud } from "./local-cloud";
import { declaring } from "./programs";
import { mustUp, resourceIn, up } from "./stack-verbs";

const codes = ["UnauthorizedOperation", "OperationDenied.InstanceAccessDeniedError"];
const cloud = useLocalCloud({ instances: 4 });
afterEach(() => cloud.control.clearFaults());

test("a refused read or change is reported with the policy statement that would allow it, and nothing is changed", async () => {
  const denials = [LOOK, MODIFY]
    .flatMap((action) => codes.map((code) => ({ action, code })))
    .map((cell, index) => ({ ...cell, name: `db${index}`, ...cloud.instance(index + 1) }));
  for (const { action, code, id } of denials) deny(action, code, id);
  const stack = await cloud.stack({
    program: declaring(
      Object.fromEntries(
        denials.map(({ name, id, addresses }) => [
          name,
          { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0] },
        ]),
      ),
    ),
  });
  const { exitCode, stdout } = await up(stack, ["--continue-on-error"]);

  expect(exitCode).not.toBe(0);
  for (const { action, code, id, name } of denials) {
    expect(policyStatementIn(stdout, `${action} of ${id} (ap-guangzhou): `, code)).toEqual({
      effect: "allow",
      action: [`postgres:${action}`],
      resource: [`qcs::postgres:ap-guangzhou:uin/*:DBInstanceId/${id}`],
    });
    expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: false, modifies: 0 });
    expect(resourceIn(stack, name)).toBeUndefined();
  }
});

test.each(codes)(
  "without permission for DescribeTasks (%s) the change succeeds, and a message names the missing permission",
  async (code) => {
    await cloud.reset();
    const { id, addresses } = cloud.instance();
    deny(TASKS, code);
    const stack = await cloud.stack({
      program: declaring({ db: { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0] } }),
    });
    const { stdout } = await mustUp(stack);

    expect(stdout).toContain(
      `${id}: these credentials may not call DescribeTasks (postgres:DescribeTasks); the SSL conf`,
    );
    expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });

    // A refused delete is told once, without a stack trace.
    deny(MODIFY, code);
    const { exitCode, output } = await stack.run(["destroy", "--yes", "--skip-preview"]);
    expect(exitCode).not.toBe(0);
    const [, diagnostics = ""] = output.split("Diagnostics:");
    expect(diagnostics.split("Add the action to the CAM policy")).toHaveLength(2);
    expect(diagnostics).not.toMatch(/^ +at /m);
    expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 1 });
  },
);

function deny(action: string, code: string, instance?: string): void {
  const fault = { error: { code, message: "not allowed" } };
  cloud.control.addFault({ action, ...(instance && { instance }), times: 1000, fault });
}

/** The statement at the end of the error that starts like this and names the code. */
function policyStatementIn(stdout: string, start: string, code: string): unknown {
  const line = stdout
    .split("\n")
    .find((text) => text.includes(`error: ${start}`) && text.includes(`[${code}, request `));
  const statement = /Add the action to the CAM policy of these credentials: (\{.*\})\.$/.exec(line ?? "")?.[1];
  return JSON.parse(statement ?? "null");
}
