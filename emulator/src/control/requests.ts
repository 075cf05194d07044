import * as v from "valibot";
import type { Behaviour } from "../cloud/behaviour";
import type { NextTask } from "../cloud/changes";
import { actionNames, isActionName, replyEnums } from "../contract";
import type { Fault, FaultRule } from "../gateway/faults";
import type { Role } from "../signature/identities";

/** The bodies that the control interface takes. Unknown properties are refused, so that a slip is seen at once. */

const seconds = v.pipe(v.number(), v.minValue(0));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const effect = v.picklist(["applied", "none"]);
const publicNetwork = v.picklist(["opened", "closed", "initing"]);
const tags = v.record(v.string(), v.string());
const maintenance = v.strictObject({
  start: v.pipe(v.string(), v.regex(/^\d\d:\d\d$/)),
  hours: count,
  weekDays: v.array(v.picklist(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])),
});
/** Fields of a reply, held against the contract later. */
const fields = v.record(v.string(), v.unknown());

const fault: v.GenericSchema<Fault> = v.union(
  [
    v.strictObject({ error: v.strictObject({ code: v.string(), message: v.exactOptional(v.string()) }) }),
    v.strictObject({
      http: v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599)),
      effect: v.exactOptional(effect),
    }),
    v.strictObject({ drop: v.picklist(["before", "after"]) }),
    v.strictObject({ delay: seconds }),
    v.strictObject({ hang: seconds, effect: v.exactOptional(effect) }),
    v.strictObject({ body: v.string(), effect: v.exactOptional(effect) }),
    v.strictObject({ fields }),
  ],
  'fault must be one of {"error":{"code","message"}}, {"http":503}, {"drop":"before"|"after"}, {"delay":seconds}, {"hang":seconds}, {"body":"text"}, {"fields":{…}}',
);

export const faultBody: v.GenericSchema<FaultRule> = v.strictObject({
  action: v.string(),
  instance: v.exactOptional(v.string()),
  skip: v.exactOptional(count),
  times: v.exactOptional(v.pipe(count, v.minValue(1))),
  fault,
});

/** How a task is to go. */
const plan = {
  status: v.exactOptional(v.picklist(["Success", "Fail", "Pause", "WaitSwitch", "stuck"])),
  seconds: v.exactOptional(seconds),
  visibleAfterSeconds: v.exactOptional(seconds),
  message: v.exactOptional(v.string()),
  fields: v.exactOptional(fields),
};

export const nextTaskBody: v.GenericSchema<NextTask> = v.strictObject({
  instance: v.exactOptional(v.string()),
  ...plan,
  taskId: v.exactOptional(v.picklist(["zero", "absent", "string"])),
  effect: v.exactOptional(effect),
});

export const behaviourBody: v.GenericSchema<Partial<Behaviour>> = v.strictObject({
  unchangedModify: v.exactOptional(v.picklist(["restart", "nothing", "error"])),
  serverChain: v.exactOptional(v.picklist(["intermediate", "leaf"])),
  failureReason: v.exactOptional(v.picklist(["Message", "StepMessage", "Output"])),
});

/** A task that somebody else starts. */
export const newTaskBody = v.strictObject({
  kind: v.picklist(["restart", "resize", "backup"]),
  ...plan,
});

export const finishTaskBody = v.strictObject({
  status: v.exactOptional(v.picklist(["Success", "Fail", "Pause"])),
  message: v.exactOptional(v.string()),
  effect: v.exactOptional(effect),
});

/** What a person does in the console of the cloud. */
export const changeInstanceBody = v.strictObject({
  sslEnabled: v.exactOptional(v.boolean()),
  connectAddress: v.exactOptional(v.nullable(v.string())),
  status: v.exactOptional(v.picklist(replyEnums["DBInstance.DBInstanceStatus"])),
  publicNetwork: v.exactOptional(publicNetwork),
  tags: v.exactOptional(tags),
  maintenance: v.exactOptional(maintenance),
  fields: v.exactOptional(fields),
});

export const newInstanceBody = v.strictObject({
  id: v.exactOptional(v.pipe(v.string(), v.regex(/^(postgres|pgro)-[a-z0-9]{8}$/))),
  name: v.exactOptional(v.string()),
  region: v.exactOptional(v.string()),
  version: v.exactOptional(v.pipe(v.string(), v.regex(/^\d+(\.\d+)?$/))),
  storageType: v.exactOptional(v.picklist(["CLOUD_SSD", "CLOUD_HSSD", "CLOUD_PREMIUM", "PHYSICAL_LOCAL_SSD"])),
  projectId: v.exactOptional(count),
  payType: v.exactOptional(v.picklist(["prepaid", "postpaid"])),
  tags: v.exactOptional(tags),
  cloneOf: v.exactOptional(v.string()),
  readOnlyOf: v.exactOptional(v.string()),
});

export const credentialBody = v.strictObject({
  seconds: v.exactOptional(v.number()),
  actions: v.exactOptional(v.array(v.string())),
});

export const roleBody: v.GenericSchema<Role> = v.strictObject({
  arn: v.string(),
  externalId: v.exactOptional(v.string()),
  actions: v.exactOptional(v.array(v.string())),
  trusted: v.exactOptional(v.boolean()),
});

export type ChangeInstance = v.InferOutput<typeof changeInstanceBody>;
export type FinishTask = v.InferOutput<typeof finishTaskBody>;
export type NewInstance = v.InferOutput<typeof newInstanceBody>;
export type NewTask = v.InferOutput<typeof newTaskBody>;
export type NewCredential = v.InferOutput<typeof credentialBody>;

/** Something that was asked of the control interface and cannot be done. */
export class ControlError extends Error {
  override readonly name = "ControlError";

  /** @param httpStatus what the HTTP reply carries */
  constructor(
    readonly httpStatus: number,
    message: string,
  ) {
    super(message);
  }
}

/** @throws ControlError for a name that is no action's: it would never do anything, and nobody would see why */
export function checkActions(names: readonly string[]): void {
  const unknown = names.find((name) => !isActionName(name));
  if (unknown === undefined) return;
  throw new ControlError(400, `There is no action ${unknown}; those that there are: ${actionNames.join(", ")}.`);
}
