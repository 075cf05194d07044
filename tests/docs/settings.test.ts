import { SETTING_NAMES } from "../../provider/credentials/settings";
import { DEFAULT_DOMAIN, defaultRegion, resolveEndpoint } from "../../provider/cloud/settings";
import { codeIn, pages, tableAfter, textOf } from "./pages";

/** Not the types of the bridge, which have a path behind the name. */
const KEY = /\btencentcloud:[a-zA-Z]+\b(?!\/)/g;
const VARIABLE = /\b(?:TENCENTCLOUD|TCCLI|TKE)_[A-Z_]+/g;

/** What is asked of the stack's configuration and the environment for region and endpoint, in order. */
function asked(): { keys: string[]; variables: string[] } {
  const keys: string[] = [];
  const variables: string[] = [];
  const readConfig = (key: string) => {
    keys.push(key);
    return undefined;
  };
  const env = new Proxy<NodeJS.ProcessEnv>(
    {},
    {
      get: (_target, name) => {
        variables.push(String(name));
        return undefined;
      },
    },
  );
  defaultRegion(readConfig, env);
  resolveEndpoint(readConfig, env);
  return { keys, variables };
}

const credentials = Object.values(SETTING_NAMES);
const keysOfCredentials = credentials.flatMap((names) => ("key" in names ? [names.key] : []));
const variablesOfCredentials = credentials.flatMap(({ variables }) => [...variables]);

/** The rows of the one table: those that decide where requests go come first. */
const settings = tableAfter("docs/settings.md", "# Settings\n").slice(0, 4);

test("the table of settings has every key and variable that decides where requests go", () => {
  expect(settings.flatMap(([, key = ""]) => codeIn(key)).sort()).toEqual(asked().keys.sort());
  expect(settings.flatMap(([, , variable = ""]) => codeIn(variable)).sort()).toEqual(asked().variables.sort());
});

test("the key and the variable of one row are the same setting", () => {
  const values: Record<string, string> = { region: "eu-frankfurt", domain: "example.com", protocol: "http" };
  for (const [, key = "", variable = ""] of settings) {
    const [name = "", environment = ""] = [...codeIn(key), ...codeIn(variable)];
    const value = values[name.replace("tencentcloud:", "")] ?? "http://127.0.0.1:4100";
    const byConfig = (asking: string) => (asking === name ? value : undefined);
    const without = effect(() => undefined, {});
    expect(effect(byConfig, {})).toEqual(effect(() => undefined, { [environment]: value }));
    expect(effect(byConfig, {})).not.toEqual(without);
  }
});

function effect(readConfig: (key: string) => string | undefined, env: NodeJS.ProcessEnv) {
  const { protocol, host } = resolveEndpoint(readConfig, env);
  return { region: defaultRegion(readConfig, env), endpoint: { protocol, host } };
}

test("the table's defaults are those of the code", () => {
  const defaults = settings.map(([, , , text = ""]) => codeIn(text)[0]);
  expect(defaults).toEqual([undefined, DEFAULT_DOMAIN, "https", undefined]);
  expect(effect(() => undefined, {})).toEqual({
    region: undefined,
    endpoint: { protocol: "https://", host: `postgres.${DEFAULT_DOMAIN}` },
  });
});

test.each(pages)("no page names a key or variable that the provider does not read: %s", (page) => {
  const known = new Set<string>([
    ...asked().keys,
    ...asked().variables,
    ...keysOfCredentials,
    ...variablesOfCredentials,
    // The emulator's own.
    "TENCENTCLOUD_EMULATOR_PORT",
    "TENCENTCLOUD_EMULATOR_SECRET_ID",
    "TENCENTCLOUD_EMULATOR_SECRET_KEY",
    "TENCENTCLOUD_RESTRICTED_SECRET_ID",
  ]);
  const named = [...textOf(page).matchAll(KEY), ...textOf(page).matchAll(VARIABLE)].map(([name]) => name);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});
