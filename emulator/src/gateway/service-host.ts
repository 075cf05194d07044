/** A host name that says which service is meant: `sts.tencentcloudapi.com`, `tag.ap-tokyo.…`, `postgres.localhost`. */
const form = /^([a-z][a-z0-9]*)\.(?:[a-z0-9-]+\.)*(?:localhost|tencentcloudapi\.[a-z]+)(?::\d+)?$/i;

/** The service that a host is the API of; undefined for any other host. @param host with or without its port */
export function serviceOfHost(host: string): string | undefined {
  return form.exec(host)?.[1]?.toLowerCase();
}
