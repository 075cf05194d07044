import type { Exchange } from "../../../emulator/src/conformance/lab/wire";

/**
 * A cloud that does one thing in another way: the rows that tell it, a part of the questions (as JSON) which it answers
 * so, and what stands in its answers instead.
 */
export type Difference = readonly [rows: string, question: string | RegExp, from: string | RegExp, to: string];

const notFound = '"ResourceNotFound.InstanceNotFoundError"';
const wrongValue = '"InvalidParameterValue.InvalidParameterValueError"';
const failed = '"FailedOperation.FailedOperationError"';
/** The body of an accepted call without fields. */
const accepted = '{"Response":{"RequestId":"1"}}';

export const differences: readonly Difference[] = [
  ["restarts, unchanged, taskSteps, otherTasks", /Attribute|Tasks/, /restarting|Restart Instance/g, "job running"],
  ["plaintext", '"tls":false', /\{"says".*\}$/, '{"says":"error","message":"no encryption"}'],
  ["publicName", "DescribeDBInstanceSSLConfig", /"cd-postgres/g, '"CD-postgres'],
  ["missingAddressCode", '"SSLEnabled":true}', wrongValue, failed],
  ["malformedAddressCode", "not an address", /"Invalid[^"]*"/, failed],
  ["foreignAddressCode", "192.0.2.1", wrongValue, failed],
  ["oldVersionCode", /Modify.*postgres-old/, failed, wrongValue],
  ["malformedId", "no such thing", notFound, failed],
  ["caUrl, caFields", '"ask":"download"', /"base64":"[^"]*"/, '"base64":"AAAA"'],
  ["caFields, certificateKeys", "DescribeDBInstanceSSLConfig", /"CACert":"-[^"]*"/, '"CACert":"-"'],
  ["serverCertificate", '"tls":true', /"serialNumber":"[^"]*"/, '"serialNumber":"1"'],
  ["serverChain", '"tls":true', /"chainLength":\d+/, '"chainLength":1'],
  ["failureMessage", "DescribeTasks", /"Message":"The step did not finish[^"]*"/g, '"Message":""'],
  ["taskType", "DescribeTasks", /"TaskType":"[^"]*"/g, '"TaskType":"SwitchSSL"'],
  ["taskMessage", "DescribeTasks", /This task requires a reboot/g, "ok"],
  ["pausedTask", "DescribeTasks", /"EndTime":""/g, '"EndTime":"2026-01-01 00:00:00"'],
  ["destroyedInstance", "DescribeTasks", /"Status":"Fail"/g, '"Status":"Success"'],
  ["busyStatus", "DescribeDBInstanceAttribute", /"job running"/g, '"switching"'],
  ["unreadableStatuses", /SSLConfig.*postgres-emu0000[48]/, /"Code":"[^"]*"/, `"Code":${failed}`],
  ["rateWindow", "DescribeReadOnlyGroups", /limit `20`/g, "limit `50`"],
  [
    "nullParameter",
    '\\"Limit\\":null',
    /"Response":.*\}\}/,
    '"Response":{"Error":{"Code":"InvalidParameter","Message":"null"},"RequestId":"1"}}}',
  ],
  ["wrongType", '\\"Limit\\":\\"1\\"', /"body":.*\}$/, `"body":${accepted}}`],
  ["contentTypes", "text/plain", /"body":.*\}$/, `"body":${accepted}}`],
  ["permission", "isRestricted", '"UnauthorizedOperation"', '"InternalError"'],
  ["language", /^\{"ask":"raw","body":.*NoSuchParameter/, /"Message":"[^"]*"/, '"Message":"参数错误"'],
  ["texts", "of an unknown key", "The SecretId is not found", "SecretId?"],
  ["orderOfChecks", /"malformed".*|malformed.*-3600/, "InvalidAuthorization", "SignatureExpire"],
  ["taskLimit", '"Limit":101', '"InvalidParameterValue.ParameterValueExceedError"', wrongValue],
  ["wrongFilter", "no-such-filter", wrongValue, failed],
  ["untrustedRoleCode", "somebody-else", '"UnauthorizedOperation"', '"ResourceNotFound.RoleNotFound"'],
  [
    "taggedResources",
    /GetResources.*ResourceList/,
    /"ResourceTagMappingList":\[.*\](?=[,}])/,
    '"ResourceTagMappingList":[]',
  ],
  ["tagListingCode", "Borrowed", '"InvalidParameterValue"', '"FailedOperation"'],
  ["zones", "DescribeZones", /"ZoneId":\d+/, '"ZoneId":1'],
  ["account", "DescribeDBInstances", /"AppId":\d+/, '"AppId":1'],
  ["network", "DescribeDBInstanceAttribute", /"VpcId":"vpc-[^"]*"/g, '"VpcId":"vpc"'],
  ["DescribeTasks with an unknown parameter", /api.*DescribeTasks.*NoSuch/, '"UnknownParameter"', '"InvalidParameter"'],
  ["DescribeTasks replies", "DescribeTasks", /"Progress":100/, '"Progress":"all"'],
  ["ModifyDBInstanceSSLConfig while a task runs", "Modify", '"OperationDenied.InstanceStatusLimitError"', failed],
];

/** The recording as that cloud would have made it. */
export function withDifference(exchanges: readonly Exchange[], [, question, from, to]: Difference): Exchange[] {
  return exchanges.map((exchange) => {
    const asked = JSON.stringify(exchange.question);
    if (typeof question === "string" ? !asked.includes(question) : !question.test(asked)) return exchange;
    return {
      ...exchange,
      answer: JSON.parse(JSON.stringify(exchange.answer).replace(from, () => to)) as Exchange["answer"],
    };
  });
}
