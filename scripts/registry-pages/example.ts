/** What a program of the pages declares or looks up. The languages differ; this does not. */
export interface Example {
  readonly title: string;
  readonly does: "declares" | "looks up";
  readonly name: string;
  readonly args: readonly Argument[];
  /** The output that the program exports. */
  readonly output: string;
}

export interface Argument {
  readonly name: string;
  readonly value: string | boolean;
  /** The schema's name of the value, where it is one of an enumeration. */
  readonly member?: string;
  /** A line above it. */
  readonly comment?: string;
}

export const examples: readonly Example[] = [
  {
    title: "Turn SSL on",
    does: "declares",
    name: "orders",
    args: [
      { name: "dbInstanceId", value: "postgres-5gevh7gr" },
      { name: "sslEnabled", value: true },
      { name: "connectAddress", value: "10.6.0.4" },
      {
        name: "onDelete",
        value: "retain",
        member: "Retain",
        comment: "Without this, deleting the resource turns SSL off, which restarts the database.",
      },
    ],
    output: "caUrl",
  },
  {
    title: "Look up another team's database",
    does: "looks up",
    name: "billing",
    args: [{ name: "dbInstanceId", value: "postgres-8kq2mzx1" }],
    output: "sslEnabled",
  },
];
