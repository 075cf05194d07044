import type { FaultRule, NextTask, NewTask } from "../../emulator/src";

/** How the program reaches the resources that name no provider: as a dynamic provider, or as a provider plugin. */
export const DOORS = ["dynamic", "plugin"] as const;
export type Door = (typeof DOORS)[number];

/** A third one is a provider of the plugin that the program declares, with the settings of the default one. */
export const PROVIDERS = [...DOORS, "explicit"] as const;
export type ProviderName = (typeof PROVIDERS)[number];

export const STACKS = ["one", "two"] as const;
export type StackName = (typeof STACKS)[number];

/** The instances of a scenario, by number. */
export const INSTANCES = [0, 1, 2, 3] as const;
export type InstanceNumber = (typeof INSTANCES)[number];

export const SETTINGS = ["first address", "second address", "off"] as const;
export type Setting = (typeof SETTINGS)[number];

/** Names of resources. */
export const NAMES = ["a", "b", "c", "d", "e"] as const;
export type Name = (typeof NAMES)[number];

/** Pulumi's resource options as the programs use them. `ignoreChanges` and `replaceOnChanges` name both parts of the setting. */
export interface Options {
  readonly deleteBeforeReplace?: boolean;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly ignoreChanges?: boolean;
  readonly replaceOnChanges?: boolean;
  readonly dependsOn?: readonly Name[];
}

/** What a resource's URN is made of. */
export interface Place {
  readonly name: Name;
  readonly inComponent: boolean;
}

/** One resource of a program. */
export interface Resource {
  readonly name: Name;
  readonly instance: InstanceNumber;
  readonly setting: Setting;
  readonly onDelete?: "disable" | "retain";
  /** @default the scenario's door */
  readonly provider?: ProviderName;
  /** Whether it lies under the component instead of the stack. */
  readonly inComponent?: boolean;
  /** Where it was before, as far as the program says so. */
  readonly aliases?: readonly Place[];
  readonly options?: Options;
}

/** The resources in the order in which the program registers them. */
export type Program = readonly Resource[];

/** A change of a program. One that does not fit the program is left out. */
export type Edit =
  | { readonly edit: "add"; readonly resource: Resource; readonly first?: boolean }
  | { readonly edit: "remove"; readonly name: Name }
  | {
      readonly edit: "rename";
      readonly name: Name;
      readonly to: Name;
      readonly alias: boolean;
      readonly provider?: ProviderName;
    }
  | { readonly edit: "move"; readonly name: Name; readonly instance: InstanceNumber }
  | { readonly edit: "swap"; readonly name: Name; readonly with: Name }
  | { readonly edit: "set"; readonly name: Name; readonly setting: Setting }
  | { readonly edit: "onDelete"; readonly name: Name; readonly onDelete: "disable" | "retain" }
  | { readonly edit: "reparent"; readonly name: Name; readonly alias: boolean; readonly provider?: ProviderName }
  | { readonly edit: "provider"; readonly name: Name; readonly provider: ProviderName }
  | { readonly edit: "option"; readonly name: Name; readonly options: Options };

/** What happens in the cloud before the command, or is prepared to happen meanwhile. */
export type Event =
  /** All tasks that still run come to their end. */
  | { readonly event: "quiet" }
  | { readonly event: "console"; readonly instance: InstanceNumber; readonly setting: Setting }
  | {
      readonly event: "task of another";
      readonly instance: InstanceNumber;
      readonly kind: NewTask["kind"];
      readonly seconds: number;
    }
  | { readonly event: "next task"; readonly instance: InstanceNumber; readonly task: Omit<NextTask, "instance"> }
  | {
      readonly event: "fault";
      readonly instance: InstanceNumber;
      readonly action: string;
      readonly skip: number;
      readonly fault: FaultRule["fault"];
    };

export const VERBS = ["up", "preview", "refresh", "destroy"] as const;
export type Verb = (typeof VERBS)[number];

export interface Flags {
  readonly refresh?: boolean;
  readonly runProgram?: boolean;
  readonly continueOnError?: boolean;
  readonly target?: readonly Name[];
  readonly exclude?: readonly Name[];
  readonly replace?: readonly Name[];
  /** Whether `up` and `destroy` make their preview first, which refuses what it can before anything is changed. */
  readonly previewFirst?: boolean;
}

/** SIGKILL, while the reply to the (skip + 1)th call of the action is held back. */
export interface Kill {
  readonly victim: "CLI" | "machine";
  readonly action: string;
  readonly skip: number;
  readonly effect: "applied" | "none";
}

/** One command, and what comes before it. */
export interface Step {
  readonly stack: StackName;
  readonly edits?: readonly Edit[];
  readonly events?: readonly Event[];
  readonly verb: Verb;
  readonly flags?: Flags;
  readonly kill?: Kill;
}

/** A program of each stack, and what becomes of them. */
export interface Scenario {
  readonly door: Door;
  readonly programs: Readonly<Partial<Record<StackName, Program>>>;
  readonly steps: readonly Step[];
}
