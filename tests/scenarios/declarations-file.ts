import type { SeenCloud } from "./observation";
import type { Door, Program, Scenario } from "./scenario";

/** What the program of `project/index.js` declares. */
export interface DeclarationsFile {
  /** Whether it declares a provider, also while no resource has it. */
  readonly hasExplicitProvider: boolean;
  readonly resources: readonly object[];
}

export function declarationsFile(cloud: SeenCloud, scenario: Scenario, program: Program): DeclarationsFile {
  const { programs, steps, door } = scenario;
  const hasExplicitProvider = JSON.stringify([programs, steps]).includes('"provider":"explicit"');
  return { hasExplicitProvider, resources: declarationsOf(cloud, door, program) };
}

function declarationsOf(cloud: SeenCloud, door: Door, program: Program): object[] {
  return program.map((resource) => {
    const { name, instance, setting, onDelete, provider = door } = resource;
    const { inComponent = false, aliases = [], options = {} } = resource;
    const { ignoreChanges, replaceOnChanges, dependsOn = [], ...asTheyAre } = options;
    const address = cloud.address(instance, setting);
    const both = ["sslEnabled", "connectAddress"];
    return {
      name,
      args: {
        dbInstanceId: cloud.id(instance),
        sslEnabled: address !== undefined,
        ...(address !== undefined && { connectAddress: address }),
        ...(onDelete && { onDelete }),
      },
      provider,
      inComponent,
      aliases,
      options: {
        ...asTheyAre,
        dependsOn,
        ...(ignoreChanges && { ignoreChanges: both }),
        ...(replaceOnChanges && { replaceOnChanges: both }),
      },
    };
  });
}
