export type LayoutName = "one folder" | "program in a subfolder" | "workspace member";

/** Where a project's parts lie, as folders of the whole. */
export interface Layout {
  /** Where the package manager is run. */
  readonly installFolder: string;
  /** The program and its package.json. */
  readonly programFolder: string;
  /** Pulumi.yaml. */
  readonly projectFolder: string;
}

export const layouts: Readonly<Record<LayoutName, Layout>> = {
  "one folder": { installFolder: ".", programFolder: ".", projectFolder: "." },
  "program in a subfolder": { installFolder: "program", programFolder: "program", projectFolder: "." },
  "workspace member": { installFolder: ".", programFolder: "infrastructure", projectFolder: "infrastructure" },
};
