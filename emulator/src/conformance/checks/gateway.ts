import { errorTexts } from "../../contract";
import { list, type Reply, told } from "../lab/findings";
import { all, type Check, judge, type Lab, notTried } from "../lab/lab";
import { orderOfChecks, rateWindow } from "./order-and-rate";

export const gatewayChecks = {
  orderOfChecks,
  rateWindow,
  nullParameter: async (lab) => {
    const { instanceId: DBInstanceId } = lab.target;
    const body = JSON.stringify({ DBInstanceId, Limit: null, OrderBy: null });
    const reply = await lab.raw({ action: "DescribeTasks", body });
    return judge(reply.code === undefined, told(reply));
  },
  wrongType: async (lab) => {
    const numberAsText = await lab.raw({ action: "DescribeTasks", body: '{"Limit":"1"}' });
    const textAsNumber = await lab.raw({ action: "DescribeTasks", body: '{"DBInstanceId":1}' });
    return all([
      judge(numberAsText.code === "InvalidParameter", `a number as text: ${told(numberAsText)}`),
      judge(textAsNumber.code === "InvalidParameter", `a number for text: ${told(textAsNumber)}`),
    ]);
  },
  contentTypes: async (lab) => {
    const json = await lab.raw({ contentType: "application/json; charset=utf-8" });
    const form = await olderSignature(lab);
    const plain = await lab.raw({ contentType: "text/plain" });
    return all([
      judge(json.code === undefined, `JSON: ${told(json)}`),
      judge(form.code === undefined, `a form with the older signature: ${told(form)}`),
      judge(plain.code === "InvalidParameter", `plain text: ${told(plain)}`),
    ]);
  },
  regions: async (lab) => {
    const other = await lab.raw({ region: lab.otherRegion });
    const malformed = await lab.raw({ region: "mars" });
    return all([
      judge(other.code === undefined, `${lab.otherRegion}: ${told(other)}`),
      judge(malformed.code === "UnsupportedRegion", `mars: ${told(malformed)}`),
    ]);
  },
  otherRegion: async (lab) => {
    const { instanceId: DBInstanceId } = lab.target;
    const how = { region: lab.otherRegion };
    const reply = await lab.call("DescribeDBInstanceSSLConfig", { DBInstanceId }, how);
    const filter = { Name: "db-instance-id", Values: [DBInstanceId] };
    const found = list((await lab.call("DescribeDBInstances", { Filters: [filter] }, how)).fields.DBInstanceSet);
    return all([
      judge(reply.code === "ResourceNotFound.InstanceNotFoundError", `in ${lab.otherRegion}: ${told(reply)}`),
      judge(found.length === 0, `listed there: ${found.length}`),
    ]);
  },
  permission: async (lab) => {
    const reply = await withoutPermission(lab);
    if (!reply) return notTried("needs keys without permission (TENCENTCLOUD_RESTRICTED_SECRET_ID and _KEY)");
    const codes = ["UnauthorizedOperation", "AuthFailure.UnauthorizedOperation"];
    return judge(codes.includes(reply.code ?? ""), told(reply));
  },
  language: async (lab) => {
    const { message } = await lab.raw({ body: '{"NoSuchParameter":1}' });
    return judge(isEnglish(message), JSON.stringify(message));
  },
  texts: async (lab) => {
    const language = "en-US";
    const seen = {
      "AuthFailure.SecretIdNotFound": await lab.raw({ language, signature: "of an unknown key" }),
      "AuthFailure.SignatureFailure": await lab.raw({ language, signature: "wrong" }),
      MissingParameter: await lab.raw({ language, action: "DescribeDBInstanceSSLConfig" }),
      UnknownParameter: await lab.raw({ language, body: '{"NoSuchParameter":1}' }),
      UnauthorizedOperation: await withoutPermission(lab),
    };
    return all(
      Object.entries(seen).flatMap(([code, reply]) =>
        reply ? [judge(isText(code as keyof typeof seen, reply.message), `${code}: ${reply.message.trim()}`)] : [],
      ),
    );
  },
} satisfies Record<string, Check>;

async function withoutPermission(lab: Lab): Promise<Reply | undefined> {
  if (!lab.target.hasRestrictedKeys) return undefined;
  const { instanceId: DBInstanceId } = lab.target;
  return lab.call("DescribeDBInstanceSSLConfig", { DBInstanceId }, { isRestricted: true });
}

async function olderSignature(lab: Lab): Promise<Reply> {
  return lab.call("DescribeTasks", { Limit: 1 }, { signMethod: "HmacSHA256" });
}

function isEnglish(message: string): boolean {
  return message !== "" && /^[\x20-\x7e\s]*$/.test(message);
}

/** Whether a message is the text that the code has, with anything where the text has a place for values. */
function isText(code: keyof typeof errorTexts, message: string): boolean {
  const pattern = errorTexts[code].en
    .trim()
    .split(/\{\w+\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("[^]*");
  return new RegExp(`^${pattern}$`).test(message.trim());
}
