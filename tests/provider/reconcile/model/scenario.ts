import * as fc from "fast-check";
import type { Fault as EmulatorFault, NextTask } from "tencentdb-postgres-emulator";
import type { Action } from "../../../../provider/cloud/api-error";

/** Where in its life a process is killed: at its n-th request, before it is sent or after it took effect. */
export interface Kill {
  readonly atRequest: number;
  readonly when: "before" | "after";
}

/** One thing that happens to an instance and to whoever declares it. Durations are in seconds of the tests. */
export type Event =
  | {
      readonly do: "up";
      readonly desired: "first address" | "second address" | "off";
      readonly kill?: Kill | undefined;
    }
  | { readonly do: "refresh"; readonly kill?: Kill | undefined }
  | { readonly do: "destroy"; readonly kill?: Kill | undefined }
  | { readonly do: "console"; readonly setting: "first address" | "second address" | "off" }
  | { readonly do: "fault"; readonly action: Action; readonly skip: number; readonly fault: EmulatorFault }
  | { readonly do: "task"; readonly task: Omit<NextTask, "instance"> }
  | { readonly do: "wait"; readonly seconds: number };

const desired = fc.constantFrom("first address" as const, "second address" as const, "off" as const);
const kill = fc.option(
  fc.record({ atRequest: fc.integer({ min: 1, max: 8 }), when: fc.constantFrom("before" as const, "after" as const) }),
  { nil: undefined, freq: 3 },
);
const action = fc.constantFrom<Action[]>("DescribeDBInstanceSSLConfig", "DescribeTasks", "ModifyDBInstanceSSLConfig");
const effect = fc.constantFrom("applied" as const, "none" as const);
const code = fc.constantFrom(
  "InternalError",
  "RequestLimitExceeded",
  "FailedOperation.FlowCreateError",
  "OperationDenied.InstanceStatusLimitError",
  "InvalidParameterValue.InvalidParameterValueError",
  "UnauthorizedOperation",
);

const fault: fc.Arbitrary<EmulatorFault> = fc.oneof(
  fc.constantFrom<EmulatorFault[]>({ drop: "before" }, { drop: "after" }),
  fc.record({ http: fc.constantFrom(500, 502, 503), effect }),
  fc.record({ body: fc.constantFrom("", "<html>", "{}", '{"Response":{}}', '{"Response":null}'), effect }),
  fc.record({ hang: fc.constant(1_000), effect }),
  fc.record({ error: fc.record({ code, message: fc.constant("Asked for by the model test.") }) }),
);

const task: fc.Arbitrary<Omit<NextTask, "instance">> = fc.record(
  {
    status: fc.constantFrom(
      "Success" as const,
      "Fail" as const,
      "Pause" as const,
      "WaitSwitch" as const,
      "stuck" as const,
    ),
    seconds: fc.constantFrom(0, 5, 20),
    taskId: fc.constantFrom("zero" as const, "absent" as const, "string" as const),
    effect,
  },
  { requiredKeys: ["seconds"] },
);

export const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("up" as const), desired, kill }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("refresh" as const), kill }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("destroy" as const), kill }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("console" as const), setting: desired }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("fault" as const), action, skip: fc.integer({ min: 0, max: 3 }), fault }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("task" as const), task }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("wait" as const), seconds: fc.constantFrom(2, 10, 30) }) },
);

export const scenario = fc.array(event, { minLength: 1, maxLength: 12 });

/** How long a request or a reply is on its way. */
export const latencyMs = fc.integer({ min: 0, max: 2_000 });
