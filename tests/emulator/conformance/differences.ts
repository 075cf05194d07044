import type { Exchange } from "../../../emulator/src/conformance/lab/wire";

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

const differs = (rows: string, question: string | RegExp, from: string | RegExp, to: string): Difference => ({
  ...{ rows: rows.split(", "), question, from, to },
});

export const differences: readonly Difference[] = [
  differs(
    "restarts, unchanged, taskSteps, otherTasks",
    /Attribute|DescribeTasks/,
    /restarting|Restart Instance/g,
    "job running",
  ),
  differs("plaintext", '"tls":false', /\{"says".*\}$/, '{"says":"error","message":"no encryption"}'),
  differs("publicName", "DescribeDBInstanceSSLConfig", /"cd-postgres/g, '"CD-postgres'),
  differs("missingAddressCode", '"SSLEnabled":true}', wrongValue, failed),
  differs("malformedAddressCode", "not an address", /"Invalid[^"]*"/, failed),
  differs("foreignAddressCode", "192.0.2.1", wrongValue, failed),
  differs("oldVersionCode", /Modify.*postgres-old/, failed, wrongValue),
  differs("malformedId", "no such thing", notFound, failed),
  differs("caUrl, caFields", '"ask":"download"', /"base64":"[^"]*"/, '"base64":"AAAA"'),
  differs("caFields, certificateKeys", "DescribeDBInstanceSSLConfig", /"CACert":"-[^"]*"/, '"CACert":"-"'),
  differs("serverCertificate", '"tls":true', /"serialNumber":"[^"]*"/, '"serialNumber":"1"'),
  differs("taskType", "DescribeTasks", /"TaskType":"[^"]*"/g, '"TaskType":"SwitchSSL"'),
  differs("taskSteps", "DescribeTasks", /Issue Certificate/g, "Make Certificate"),
  differs("taskMessage", "DescribeTasks", /This task requires a reboot/g, "ok"),
  differs("pausedTask", "DescribeTasks", /"EndTime":""/g, '"EndTime":"2026-01-01 00:00:00"'),
  differs("destroyedInstance", "DescribeTasks", /"Status":"Fail"/g, '"Status":"Success"'),
  differs("busyStatus", "DescribeDBInstanceAttribute", /"job running"/g, '"switching"'),
  differs("unreadableStatuses", /SSLConfig.*postgres-emu0000[48]/, /"Code":"[^"]*"/, `"Code":${failed}`),
  differs("rateWindow", "DescribeReadOnlyGroups", /limit `20`/g, "limit `50`"),
  differs(
    "nullParameter",
    '\\"Limit\\":null',
    /"Response":.*\}\}/,
    '"Response":{"Error":{"Code":"InvalidParameter","Message":"null"},"RequestId":"1"}}}',
  ),
  differs("wrongType", '\\"Limit\\":\\"1\\"', /"body":.*\}$/, `"body":${accepted}}`),
  differs("contentTypes", "text/plain", /"body":.*\}$/, `"body":${accepted}}`),
  differs("permission", "isRestricted", '"UnauthorizedOperation"', '"InternalError"'),
  differs("language", /^\{"ask":"raw","body":.*NoSuchParameter/, /"Message":"[^"]*"/, '"Message":"参数错误"'),
  differs("texts", "of an unknown key", "The SecretId is not found", "SecretId?"),
  differs(
    "orderOfChecks",
    /"malformed".*|malformed.*-3600/,
    "AuthFailure.InvalidAuthorization",
    "AuthFailure.SignatureExpire",
  ),
  differs("taskLimit", '"Limit":101', '"InvalidParameterValue.ParameterValueExceedError"', wrongValue),
  differs("wrongFilter", "no-such-filter", wrongValue, failed),
  differs("untrustedRoleCode", "somebody-else", '"UnauthorizedOperation"', '"ResourceNotFound.RoleNotFound"'),
  differs(
    "taggedResources",
    /GetResources.*ResourceList/,
    /"ResourceTagMappingList":\[.*\](?=[,}])/,
    '"ResourceTagMappingList":[]',
  ),
  differs("tagListingCode", "Borrowed", '"InvalidParameterValue"', '"FailedOperation"'),
  differs("zones", "DescribeZones", /"ZoneId":\d+/, '"ZoneId":1'),
  differs("account", "DescribeDBInstances", /"AppId":\d+/, '"AppId":1'),
  differs("network", "DescribeDBInstanceAttribute", /"VpcId":"vpc-[^"]*"/g, '"VpcId":"vpc"'),
  differs(
    "DescribeTasks with an unknown parameter",
    /api.*DescribeTasks.*NoSuch/,
    '"UnknownParameter"',
    '"InvalidParameter"',
  ),
  differs("DescribeTasks replies", "DescribeTasks", /"Progress":100/, '"Progress":"all"'),
  differs(
    "ModifyDBInstanceSSLConfig while a task runs",
    "Modify",
    '"OperationDenied.InstanceStatusLimitError"',
    failed,
  ),
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
