import type { Control } from "../../emulator/src";
import { INSTANCES, type InstanceNumber, type Name, type Place, type ProviderName, type Setting } from "./scenario";
import type { CheckpointResource } from "./stage";

/** What an instance is, in the words of a scenario. */
export interface SeenInstance {
  readonly setting: Setting;
  readonly restarts: number;
  readonly modifies: number;
  readonly isBusy: boolean;
}

/** What a stack's state says of one resource. */
export interface Entry {
  readonly place: Place;
  readonly provider: ProviderName;
  readonly instance: InstanceNumber;
  /** As the state says that it was observed. */
  readonly setting: Setting;
  /** As the state says that it was declared. */
  readonly declared: Setting;
  /** Whether its deletion is to leave the setting. */
  readonly isRetained: boolean;
  readonly isProtected: boolean;
  /** The next `up` deletes it: it was replaced, and its deletion did not come about. */
  readonly isCondemned: boolean;
  /** A run that was cut off has deleted it already, and did not come to its replacement. */
  readonly isDeleted: boolean;
  /** The next `up` goes on with it, whatever the program says. */
  readonly isUnfinished: boolean;
  readonly dependsOn: readonly Name[];
}

/** The instances of the emulator by number. */
export class SeenCloud {
  private readonly ids: readonly string[];

  constructor(private readonly control: Control) {
    this.ids = control.instances().map(({ id }) => id);
  }

  id(number: InstanceNumber): string {
    return this.ids[number] ?? "";
  }

  address(number: InstanceNumber, setting: Setting): string | undefined {
    const { addresses } = this.control.instance(this.id(number));
    return setting === "off" ? undefined : addresses[setting === "first address" ? 0 : 1];
  }

  instance(number: InstanceNumber): SeenInstance {
    const { restarts, modifies, runningTaskId, ...setting } = this.control.instance(this.id(number));
    return { setting: this.settingOf(number, setting), restarts, modifies, isBusy: runningTaskId !== null };
  }

  all(): Readonly<Record<InstanceNumber, SeenInstance>> {
    return Object.fromEntries(INSTANCES.map((number) => [number, this.instance(number)])) as Record<
      InstanceNumber,
      SeenInstance
    >;
  }

  entry(resource: CheckpointResource): Entry {
    const { inputs = {}, outputs = {} } = resource;
    const number = INSTANCES.find((candidate) => this.id(candidate) === (outputs.dbInstanceId ?? inputs.dbInstanceId));
    const instance = number ?? 0;
    return {
      place: placeOf(resource.urn),
      provider: providerOf(resource),
      instance,
      setting: this.settingOf(instance, outputs),
      declared: this.settingOf(instance, inputs),
      isRetained: resource.retainOnDelete === true || outputs.onDelete === "retain",
      isProtected: resource.protect === true,
      isCondemned: resource.delete === true,
      isDeleted: resource.pendingReplacement === true,
      dependsOn: (resource.dependencies ?? []).map((urn) => placeOf(urn).name),
      isUnfinished: (resource.initErrors ?? []).length > 0 || resource.pendingReplacement === true,
    };
  }

  private settingOf(number: InstanceNumber, properties: { sslEnabled?: unknown; connectAddress?: unknown }): Setting {
    if (properties.sslEnabled !== true) return "off";
    return properties.connectAddress === this.address(number, "first address") ? "first address" : "second address";
  }
}

function providerOf({ type, provider = "" }: CheckpointResource): ProviderName {
  if (type.startsWith("pulumi-nodejs:")) return "dynamic";
  return provider.includes("::explicit::") ? "explicit" : "plugin";
}

function placeOf(urn: string): Place {
  const [, , type = "", name = ""] = urn.split("::");
  return { name: name as Name, inComponent: type.includes("$") };
}
