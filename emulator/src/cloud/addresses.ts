/** Numbers of primary instances at the start are below this; all others' begin with it. */
export const firstOtherNumber = 254 * 256 + 1;
/** The public range has no address for a number above this. */
const lastNumber = 254 * 512;

/** Private addresses out of 10.0.0.0/8, one for each number from 1. */
export function privateIp(number: number): string {
  const { block, host } = place(number);
  return `10.${block >>> 8}.${block & 255}.${host}`;
}

/** Public addresses out of 198.18.0.0/15, a range that is set aside for tests and leads nowhere. */
export function publicIp(number: number): string {
  const { block, host } = place(number);
  return `198.${18 + (block >>> 8)}.${block & 255}.${host}`;
}

/** Private addresses of read-only groups, out of 10.255.0.0/16, which no instance's number reaches. */
export function groupIp(number: number): string {
  const { block, host } = place(number);
  return `10.255.${block}.${host}`;
}

/** The public DNS name that the cloud gives an instance. */
export function publicName(instanceId: string): string {
  return `cd-${instanceId}.sql.tencentcdb.com`;
}

/** Counts the numbers that addresses are made of, so that none is given out twice. */
export class AddressNumbers {
  private instances = firstOtherNumber;
  private groups = 1;

  /** For a read-only instance, or one that is made after the start; undefined when all have been given out. */
  nextInstance(): number | undefined {
    return this.instances > lastNumber ? undefined : this.instances++;
  }

  nextGroup(): number {
    return this.groups++;
  }
}

/** Hosts 1 to 254 of each block of 256 addresses: the first and the last of a network belong to nobody. */
function place(number: number): { block: number; host: number } {
  return { block: Math.floor((number - 1) / 254), host: ((number - 1) % 254) + 1 };
}
