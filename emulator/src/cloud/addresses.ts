/** Private addresses out of 10.0.0.0/8, one for each number from 1. */
export function privateIp(number: number): string {
  return `10.${bytes(number, 3).join(".")}`;
}

/** Public addresses out of 198.18.0.0/15, a range that is set aside for tests and leads nowhere. */
export function publicIp(number: number): string {
  const [high, ...low] = bytes(number, 3) as [number, number, number];
  return `198.${18 + (high & 1)}.${low.join(".")}`;
}

/** The public DNS name that the cloud gives an instance. */
export function publicName(instanceId: string): string {
  return `cd-${instanceId}.sql.tencentcdb.com`;
}

function bytes(number: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => (number >>> (8 * (count - 1 - index))) & 255);
}
