import { assumptions } from "../../assumptions";
import { type ActionName, actionNames, actions, checkReply, fieldType, requestEnums } from "../../contract";
import { type Fields, list, told } from "../lab/findings";
import { all, type Check, judge, type Lab, notTried, nowhere, type Row } from "../lab/lab";
import { certificateChecks, certificateForms } from "./certificates";
import { changeChecks, code, fromTour, taskChecks } from "./changes";
import { gatewayChecks } from "./gateway";
import { accountChecks, accountForms, listChecks, stateChecks } from "./instances";
import { neighbourChecks, neighbourForms, noRole, roleChecks, roleForms, unsignedToken } from "./services";

/** How each assumption is tried. The type makes sure that none is without a check. */
const checks: { readonly [Name in keyof typeof assumptions]: Check } = {
  ...changeChecks,
  ...certificateChecks,
  ...taskChecks,
  ...stateChecks,
  ...gatewayChecks,
  ...listChecks,
  ...neighbourChecks,
  ...roleChecks,
  ...accountChecks,
};

const forms: Readonly<Record<string, string>> = {
  ...accountForms,
  ...certificateForms,
  ...roleForms,
  ...neighbourForms,
};

/** A row for each assumption of the emulator. */
export const assumptionRows: readonly Row[] = Object.entries(assumptions).map(([name, { question, decision }]) => ({
  name,
  question,
  expected: forms[name] ?? decision,
  check: checks[name as keyof typeof assumptions],
}));

/** A call of an action, for a row to spoil, where it needs more than {@link sample} gives. */
const samples: Readonly<Partial<Record<ActionName, (lab: Lab) => Fields>>> = {
  ModifyDBInstanceSSLConfig: () => ({ DBInstanceId: nowhere, SSLEnabled: false }),
  DescribeDBInstanceSSLConfig: ({ target }) => ({ DBInstanceId: target.instanceId }),
  DescribeTasks: () => ({ Limit: 1 }),
  DescribeDBInstances: () => ({ Limit: 1 }),
  DescribeDBInstanceAttribute: ({ target }) => ({ DBInstanceId: target.instanceId }),
  DescribeMaintainTimeWindow: (lab) => ({ DBInstanceId: lab.target.instanceId }),
  AssumeRole: ({ target }) => ({ RoleArn: target.roleArn ?? noRole, RoleSessionName: "conformance" }),
  AssumeRoleWithWebIdentity: ({ target }) => ({
    ...{ RoleArn: target.roleArn ?? noRole, RoleSessionName: "conformance" },
    ...{ ProviderId: "OIDC", WebIdentityToken: unsignedToken },
  }),
  DescribeResourceTagsByResourceIds: ({ target }) => ({
    ...{ ServiceType: "postgres", ResourcePrefix: "DBInstanceId" },
    ...{ ResourceIds: [target.instanceId], ResourceRegion: target.region },
  }),
  DescribeReadOnlyGroups: ({ target }) => ({
    Filters: [{ Name: "db-master-instance-id", Values: [target.instanceId] }],
  }),
};

/** A call of the action. One that would change an instance names an unknown one. */
function sample(action: ActionName, lab: Lab): Fields {
  return samples[action]?.(lab) ?? ("DBInstanceId" in actions[action].request ? { DBInstanceId: nowhere } : {});
}

/** Rows for all that the contract says of an action. The last ones look at all replies, so they come last. */
export const contractRows: readonly Row[] = [
  ...actionNames.flatMap((action) => [...requiredParameters(action), unknownParameter(action), ...unknownId(action)]),
  ...Object.entries(requestEnums).map(([name, values]) => valueList(name, values)),
  {
    name: "ModifyDBInstanceSSLConfig while a task runs",
    question: "What does Modify get while another task of the instance is running?",
    expected: "OperationDenied.InstanceStatusLimitError",
    check: fromTour(({ on, again }) => {
      const reply = on.whileBusy ?? again.whileBusy;
      return reply
        ? code(reply, "OperationDenied.InstanceStatusLimitError")
        : notTried("the task was over before it could be tried");
    }),
  },
  ...actionNames.map(replies),
];

function requiredParameters(action: ActionName): Row[] {
  const required = Object.entries(actions[action].request).filter(([, notation]) => !fieldType(notation).optional);
  return required.map(([name]) => ({
    name: `${action} without ${name}`,
    question: `What does ${action} get without ${name}?`,
    expected: "MissingParameter",
    check: async (lab) => {
      const { [name]: _, ...others } = sample(action, lab);
      return code(await lab.call(action, others), "MissingParameter");
    },
  }));
}

function unknownParameter(action: ActionName): Row {
  return {
    name: `${action} with an unknown parameter`,
    question: `What does ${action} get with a parameter that it does not have?`,
    expected: "UnknownParameter",
    check: async (lab) =>
      code(await lab.call(action, { ...sample(action, lab), NoSuchParameter: 1 }), "UnknownParameter"),
  };
}

function unknownId(action: ActionName): Row[] {
  if (!("DBInstanceId" in actions[action].request) || fieldType(actions[action].request.DBInstanceId).optional)
    return [];
  const wanted = "ResourceNotFound.InstanceNotFoundError";
  return [
    {
      name: `${action} of an unknown instance`,
      question: `What does ${action} get for an unknown instance?`,
      expected: wanted,
      check: async (lab) => code(await lab.call(action, { ...sample(action, lab), DBInstanceId: nowhere }), wanted),
    },
  ];
}

/** A parameter, or the name of a filter, with a list of values: each of them is taken, and no other. */
function valueList(name: string, values: readonly string[]): Row {
  const [action = "", parameter = ""] = name.split(".");
  const check: Check = async (lab) => {
    const given = sample(action as ActionName, lab);
    const call = (value: string) => lab.call(action, { ...given, ...withValue(parameter, value, given) });
    const verdicts = [];
    for (const value of values) {
      const reply = await call(value);
      verdicts.push(judge(reply.code === undefined, `${value}: ${told(reply)}`));
    }
    const other = await call("no-such-value");
    const isRefused = other.code?.startsWith("InvalidParameterValue") ?? false;
    return all([...verdicts, judge(isRefused, `another: ${told(other)}`)]);
  };
  return {
    name,
    question: `Which values does ${parameter} of ${action} take?`,
    expected: `${values.join(", ")}; others get a code of InvalidParameterValue.`,
    check,
  };
}

function withValue(parameter: string, value: string, { Filters: filters }: Fields): Fields {
  if (parameter !== "Filters") return { [parameter]: value };
  // Of all filters, only that of projects takes nothing but numbers.
  const filter = { Name: value, Values: [value === "db-project-id" ? "0" : "conformance"] };
  return { Filters: [filter, ...list(filters).filter(({ Name: name }) => name !== value)] };
}

function replies(action: ActionName): Row {
  const check: Check = (lab) => {
    const bodies = lab.repliesTo(action);
    const faults = [...new Set(bodies.flatMap((body) => checkReply(action, body)))];
    const accepted = bodies.filter((body) => !JSON.stringify(body).includes('"Error"')).length;
    if (faults.length === 0 && accepted === 0) return notTried("no call was accepted");
    return judge(faults.length === 0, faults.length === 0 ? `${bodies.length} replies` : faults.slice(0, 5).join("; "));
  };
  return {
    name: `${action} replies`,
    question: `Do all replies to ${action} keep to the contract?`,
    expected: "Fields, types, values and error codes as the contract has them.",
    check,
  };
}
