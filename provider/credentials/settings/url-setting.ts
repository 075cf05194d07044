import { SettingsError } from "../../errors/package-errors";
import { printable } from "../../model/printable";
import type { FindSetting } from "./setting";
import type { SettingName } from "./setting-names";

/** The origin of the URL that a setting holds, or `undefined` where it is not set. Throws {@link SettingsError}. */
export function originIn(find: FindSetting, name: SettingName): string | undefined {
  const setting = find(name);
  if (setting === undefined) return undefined;
  const url = URL.canParse(setting.value) ? new URL(setting.value) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
  // Only the host may be shown: the rest can hold a secret.
  throw new SettingsError(
    `${setting.name}${url?.host ? ` (at ${printable(url.host, 80)})` : ""} is not a URL such as ` +
      "https://sts.intl.tencentcloudapi.com, with nothing but a protocol, a host and a port",
  );
}
