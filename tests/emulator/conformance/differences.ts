import type { Exchange } from "../../../emulator/src/conformance/wire";

/** A cloud that does one thing in another way: the rows that tell it, which questions it answers so, and how. */
export interface Difference {
  readonly rows: readonly string[];
  /** A part of the question as JSON. */
  readonly question: string | RegExp;
  readonly from: string | RegExp;
  readonly to: string;
}

const notFound = '"ResourceNotFound.InstanceNotFoundError"';
const wrongValue = '"InvalidParameterValue.InvalidParameterValueError"';
const failed = '"FailedOperation.FailedOperationError"';
/** The body of an accepted call without fields. */
const accepted = '{"Response":{"RequestId":"1"}}';

export const differences: readonly Difference[] = [
  {
    rows: ["restarts", "unchanged", "taskSteps", "otherTasks"],
    question: /Attribute|DescribeTasks/,
    from: /restarting|Restart Instance/g,
    to: "job running",
  },
  {
    rows: ["plaintext"],
    question: '"tls":false',
    from: /\{"says".*\}$/,
    to: '{"says":"error","message":"no encryption"}',
  },
  { rows: ["publicName"], question: "DescribeDBInstanceSSLConfig", from: /"cd-postgres/g, to: '"CD-postgres' },
  { rows: ["missingAddressCode"], question: '"SSLEnabled":true}', from: wrongValue, to: failed },
  { rows: ["malformedAddressCode"], question: "not an address", from: /"Invalid[^"]*"/, to: failed },
  { rows: ["foreignAddressCode"], question: "192.0.2.1", from: wrongValue, to: failed },
  { rows: ["oldVersionCode"], question: /Modify.*postgres-old/, from: failed, to: wrongValue },
  { rows: ["malformedId"], question: "no such thing", from: notFound, to: failed },
  { rows: ["caUrl", "caFields"], question: '"ask":"download"', from: /"base64":"[^"]*"/, to: '"base64":"AAAA"' },
  {
    rows: ["caFields", "certificateKeys"],
    question: "DescribeDBInstanceSSLConfig",
    from: /"CACert":"-[^"]*"/,
    to: '"CACert":"-"',
  },
  { rows: ["serverCertificate"], question: '"tls":true', from: /"serialNumber":"[^"]*"/, to: '"serialNumber":"1"' },
  { rows: ["taskType"], question: "DescribeTasks", from: /"TaskType":"[^"]*"/g, to: '"TaskType":"SwitchSSL"' },
  { rows: ["taskSteps"], question: "DescribeTasks", from: /Issue Certificate/g, to: "Make Certificate" },
  { rows: ["taskMessage"], question: "DescribeTasks", from: /This task requires a reboot/g, to: "ok" },
  { rows: ["pausedTask"], question: "DescribeTasks", from: /"EndTime":""/g, to: '"EndTime":"2026-01-01 00:00:00"' },
  { rows: ["destroyedInstance"], question: "DescribeTasks", from: /"Status":"Fail"/g, to: '"Status":"Success"' },
  { rows: ["busyStatus"], question: "DescribeDBInstanceAttribute", from: /"job running"/g, to: '"switching"' },
  {
    rows: ["unreadableStatuses"],
    question: /SSLConfig.*postgres-emu0000[48]/,
    from: /"Code":"[^"]*"/,
    to: `"Code":${failed}`,
  },
  { rows: ["rateWindow"], question: "DescribeReadOnlyGroups", from: /limit `20`/g, to: "limit `50`" },
  {
    rows: ["nullParameter"],
    question: '\\"Limit\\":null',
    from: /"Response":.*\}\}/,
    to: '"Response":{"Error":{"Code":"InvalidParameter","Message":"null"},"RequestId":"1"}}}',
  },
  { rows: ["wrongType"], question: '\\"Limit\\":\\"1\\"', from: /"body":.*\}$/, to: `"body":${accepted}}` },
  { rows: ["contentTypes"], question: "text/plain", from: /"body":.*\}$/, to: `"body":${accepted}}` },
  { rows: ["permission"], question: "isRestricted", from: '"UnauthorizedOperation"', to: '"InternalError"' },
  {
    rows: ["language"],
    question: /^\{"ask":"raw","body":.*NoSuchParameter/,
    from: /"Message":"[^"]*"/,
    to: '"Message":"参数错误"',
  },
  { rows: ["texts"], question: "of an unknown key", from: "The SecretId is not found", to: "SecretId?" },
  {
    rows: ["orderOfChecks"],
    question: /"malformed".*|malformed.*-3600/,
    from: "AuthFailure.InvalidAuthorization",
    to: "AuthFailure.SignatureExpire",
  },
  {
    rows: ["taskLimit"],
    question: '"Limit":101',
    from: '"InvalidParameterValue.ParameterValueExceedError"',
    to: wrongValue,
  },
  { rows: ["wrongFilter"], question: "no-such-filter", from: wrongValue, to: failed },
  {
    rows: ["untrustedRoleCode"],
    question: "somebody-else",
    from: '"UnauthorizedOperation"',
    to: '"ResourceNotFound.RoleNotFound"',
  },
  {
    rows: ["taggedResources"],
    question: /GetResources.*ResourceList/,
    from: /"ResourceTagMappingList":\[.*\](?=[,}])/,
    to: '"ResourceTagMappingList":[]',
  },
  { rows: ["zones"], question: "DescribeZones", from: /"ZoneId":\d+/, to: '"ZoneId":1' },
  { rows: ["account"], question: "DescribeDBInstances", from: /"AppId":\d+/, to: '"AppId":1' },
  { rows: ["network"], question: "DescribeDBInstanceAttribute", from: /"VpcId":"vpc-[^"]*"/g, to: '"VpcId":"vpc"' },
  {
    rows: ["DescribeTasks with an unknown parameter"],
    question: /api.*DescribeTasks.*NoSuch/,
    from: '"UnknownParameter"',
    to: '"InvalidParameter"',
  },
  { rows: ["DescribeTasks replies"], question: "DescribeTasks", from: /"Progress":100/, to: '"Progress":"all"' },
  {
    rows: ["ModifyDBInstanceSSLConfig while a task runs"],
    question: "Modify",
    from: '"OperationDenied.InstanceStatusLimitError"',
    to: failed,
  },
];

/** The recording as that cloud would have made it. */
export function withDifference(exchanges: readonly Exchange[], { question, from, to }: Difference): Exchange[] {
  return exchanges.map((exchange) => {
    const asked = JSON.stringify(exchange.question);
    if (typeof question === "string" ? !asked.includes(question) : !question.test(asked)) return exchange;
    return {
      ...exchange,
      answer: JSON.parse(JSON.stringify(exchange.answer).replace(from, () => to)) as Exchange["answer"],
    };
  });
}
