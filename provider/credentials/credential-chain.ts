import type { ReadConfig } from "../cloud/settings";
import { CredentialChain } from "./chain";
import type * as FurtherPlaces from "./further-places";
import { type Clock, systemClock } from "./lease";
import { inBridgeObject, roleIn } from "./settings/role-settings";
import { inEnvironment, inStackConfig, inTurn } from "./settings/setting";
import { configKeyOf, SETTING_NAMES, type SettingName, variablesOf } from "./settings/setting-names";
import { environmentSource, stackConfigSource } from "./sources/settings-source";
import type { Machine } from "./sources/profile-places";

const settingNames = Object.keys(SETTING_NAMES) as SettingName[];

export interface CredentialChainOptions {
  readonly readConfig: ReadConfig;
  readonly env: NodeJS.ProcessEnv;
  /** Length of a second in milliseconds. @default 1000 */
  readonly secondMs?: number;
  readonly clock?: Clock;
  /** @default the machine that this process runs on */
  readonly machine?: Machine;
}

/** Every setting that decides about credentials: keys of the stack's configuration, and variables of the environment. */
export const CREDENTIAL_SETTINGS = {
  keys: settingNames.flatMap((name) => configKeyOf(name) ?? []),
  variables: settingNames.flatMap(variablesOf),
};

/**
 * The way to credentials, in order: stack config, environment, the SDKs' file, a profile of the command line, TKE OIDC,
 * CVM role; and on top of any of them the role that the settings ask to assume. docs/credentials.md tells it to users.
 *
 * Nothing is read, loaded or asked before the places ahead of it were found to be empty.
 */
export function credentialChain(options: CredentialChainOptions): CredentialChain {
  const { readConfig, env, clock = systemClock } = options;
  const [config, environment] = [inStackConfig(readConfig), inEnvironment(env)];
  const find = inTurn(config, inBridgeObject(readConfig), environment);
  const further = () => loadFurtherPlaces().furtherPlaces({ secondMs: 1000, ...options, clock, find });
  return new CredentialChain({
    clock,
    *sources() {
      yield stackConfigSource(config);
      yield environmentSource(environment);
      yield* further().sources();
    },
    async exchange(found) {
      const role = roleIn(find);
      return role === undefined ? found : further().sts().assumeRole(role, found);
    },
  });
}

/** Loaded when first used: most runs sign with keys that are at hand, and every module costs a part of a second at the start. */
function loadFurtherPlaces(): typeof FurtherPlaces {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a module of this package, CommonJS like this one
  return require("./further-places") as typeof FurtherPlaces;
}
