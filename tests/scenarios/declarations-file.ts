import type { SeenCloud } from "./observation";
import type { Program } from "./scenario";

/** The resources as the file lists them that `project/index.js` reads. */
export function declarationsOf(cloud: SeenCloud, program: Program): object[] {
  return program.map(({ name, instance, setting, onDelete, inComponent = false, aliases = [], options = {} }) => {
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
