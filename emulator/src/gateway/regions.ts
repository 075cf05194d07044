/** `ap-guangzhou`, `ap-shanghai-fsi`; not the name of a zone, such as `ap-guangzhou-1`. */
const regionName = /^[a-z]{2}(-[a-z][a-z0-9]*){1,3}$/;

/** Whether a region could have this name; the cloud opens new ones more often than any list of them is renewed. */
export function isRegion(name: string): boolean {
  return name.length <= 40 && regionName.test(name);
}
