import { homedir } from "node:os";
import { join } from "node:path";
import type { FindSetting, Setting } from "../settings/setting";

/** Where profiles are looked for, and which of it was asked for by a setting: what was asked for has to be there. */
export interface ProfilePlaces {
  /** The SDKs' files: the one that was named, else the user's and the machine's. */
  readonly sdkFiles: readonly string[];
  readonly sdkFileNamedBy: string | undefined;
  /** The folder of Tencent Cloud's command line, and the profile in it. */
  readonly tccliFolder: string;
  readonly profile: string;
  readonly profileNamedBy: string | undefined;
}

export interface Machine {
  readonly home: string;
  /** The folder of settings for everybody. */
  readonly systemFolder: string;
}

/** The machine that this process runs on, as its environment tells it. */
export function thisMachine(env: NodeJS.ProcessEnv): Machine {
  const home = process.platform === "win32" ? env.USERPROFILE : env.HOME;
  return { home: home === undefined || home === "" ? homedir() : home, systemFolder: "/etc/tencentcloud" };
}

export function profilePlaces(find: FindSetting, { home, systemFolder }: Machine): ProfilePlaces {
  const [file, folder, profile] = [find("credentialsFile"), find("sharedCredentialsDir"), find("profile")];
  return {
    sdkFiles: file
      ? [inHome(file, home)]
      : [join(home, ".tencentcloud", "credentials"), join(systemFolder, "credentials")],
    sdkFileNamedBy: file?.name,
    tccliFolder: folder ? inHome(folder, home) : join(home, ".tccli"),
    profile: profile?.value ?? "default",
    profileNamedBy: profile?.name ?? folder?.name,
  };
}

function inHome({ value }: Setting, home: string): string {
  return value.startsWith("~/") ? join(home, value.slice(2)) : value;
}
