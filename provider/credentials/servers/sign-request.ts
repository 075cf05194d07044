import { createRequire } from "node:module";
import type SignModule from "tencentcloud-sdk-nodejs-postgres/tencentcloud/common/sign.js";
import type { Credential } from "../credential";

export const CONTENT_TYPE = "application/json";

/**
 * The Authorization header of a POST request to STS, by the SDK's own signer.
 *
 * Source: https://www.tencentcloud.com/document/product/1150/49449 (Signature Method v3)
 */
export function authorization(url: string, body: string, timestamp: number, signer: Credential): string {
  const { secretId, secretKey } = signer;
  // Loaded when first used. Not by `import()`, which names a CommonJS default export differently in Node.js and in jest.
  const { default: Sign } = createRequire(__filename)(
    "tencentcloud-sdk-nodejs-postgres/tencentcloud/common/sign.js",
  ) as { default: typeof SignModule };
  return Sign.sign3({
    method: "POST",
    url,
    service: "sts",
    headers: { "Content-Type": CONTENT_TYPE },
    payload: Buffer.from(body),
    timestamp,
    secretId,
    secretKey,
    multipart: false,
    boundary: "",
  });
}
