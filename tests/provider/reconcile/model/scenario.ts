import * as fc from "fast-check";
import type { Fault, NextTask } from "../../../../emulator/src";
import type { Action } from "../../../../provider/cloud/api-error";

const kill = fc.option(
  fc.record({ atRequest: fc.integer({ min: 1, max: 8 }), when: fc.constantFrom("before", "after") }),
  { nil: undefined, freq: 3 },
);
/** Where in its life a process is killed: at its n-th request, before it is sent or after it took effect. */
export type Kill = NonNullable<Of<typeof kill>>;

const setting = fc.constantFrom("first address", "second address", "off");
export type SettingName = Of<typeof setting>;

const action = fc.constantFrom<Action[]>("DescribeDBInstanceSSLConfig", "DescribeTasks", "ModifyDBInstanceSSLConfig");
const effect = fc.constantFrom("applied", "none");
const code = fc.constantFrom(
  "InternalError",
  "RequestLimitExceeded",
  "FailedOperation.FlowCreateError",
  "OperationDenied.InstanceStatusLimitError",
  "InvalidParameterValue.InvalidParameterValueError",
  "UnauthorizedOperation",
);

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.constantFrom({ drop: "before" }, { drop: "after" }),
  fc.record({ http: fc.constantFrom(500, 502, 503), effect }),
  fc.record({ body: fc.constantFrom("", "<html>", "{}", '{"Response":{}}', '{"Response":null}'), effect }),
  fc.record({ hang: fc.constant(1_000), effect }),
  fc.record({ error: fc.record({ code, message: fc.constant("Asked for by the model test.") }) }),
);

const task: fc.Arbitrary<Omit<NextTask, "instance">> = fc.record(
  {
    status: fc.constantFrom("Success", "Fail", "Pause", "WaitSwitch", "stuck"),
    seconds: fc.constantFrom(0, 5, 20),
    taskId: fc.constantFrom("zero", "absent", "string"),
    effect,
  },
  { requiredKeys: ["seconds"] },
);

const event = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("up"), desired: setting, kill }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("refresh"), kill }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("destroy"), kill }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("console"), setting }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("fault"), action, skip: fc.integer({ min: 0, max: 3 }), fault }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("task"), task }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("wait"), seconds: fc.constantFrom(2, 10, 30) }) },
);
/** One thing that happens to an instance and to whoever declares it. Durations are in seconds. */
export type Event = Of<typeof event>;

export const scenario = fc.array(event, { minLength: 1, maxLength: 12 });

/** How long a request or a reply is on its way. */
export const latencyMs = fc.integer({ min: 0, max: 2_000 });

type Of<A> = A extends fc.Arbitrary<infer Value> ? Value : never;
