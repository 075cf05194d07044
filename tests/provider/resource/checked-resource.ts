import { check } from "../../../provider/resource/check";

export const REGION = "ap-guangzhou";

/** Arguments with which nothing is wrong. */
export const GOOD = {
  dbInstanceId: "postgres-5gevh7gr",
  sslEnabled: true,
  connectAddress: "10.6.0.4",
  region: REGION,
};

/** What the user is told about one property when everything else is right. */
export function reasonFor(property: string, value: unknown): string | undefined {
  const { failures } = check({ ...GOOD, [property]: value }, undefined);
  expect(failures.filter((failure) => failure.property !== property)).toEqual([]);
  return failures[0]?.reason;
}
