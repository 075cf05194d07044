import type { Scenario } from "./scenario";

/** Scenarios that broke a promise once, as they were shrunk. */
export const REGRESSIONS: readonly { readonly title: string; readonly scenario: Omit<Scenario, "door"> }[] = [
  {
    title: "a resource that ignores changes of its setting moves to another instance",
    scenario: {
      programs: { one: [{ name: "a", instance: 0, setting: "first address", options: { ignoreChanges: true } }] },
      steps: [
        { stack: "one", verb: "up" },
        { stack: "one", verb: "up", edits: [{ edit: "move", name: "a", instance: 1 }] },
      ],
    },
  },
  {
    title: "an instance that a replacement turned off is turned on again for an unchanged resource that comes later",
    scenario: {
      programs: {
        one: [
          { name: "a", instance: 0, setting: "first address", options: { deleteBeforeReplace: true } },
          { name: "b", instance: 0, setting: "first address", options: { dependsOn: ["a"] } },
        ],
      },
      steps: [
        { stack: "one", verb: "up" },
        { stack: "one", verb: "up", edits: [{ edit: "move", name: "a", instance: 1 }] },
      ],
    },
  },
  {
    title: "a contradiction is refused without a change while a resource of the instance is still refreshed",
    scenario: {
      programs: { one: [{ name: "a", instance: 0, setting: "second address" }] },
      steps: [
        { stack: "one", verb: "up" },
        {
          stack: "one",
          verb: "up",
          flags: { refresh: true, runProgram: true },
          edits: [
            { edit: "set", name: "a", setting: "off" },
            { edit: "add", resource: { name: "b", instance: 0, setting: "first address" } },
          ],
          events: [
            { event: "console", instance: 0, setting: "off" },
            {
              event: "fault",
              instance: 0,
              action: "DescribeDBInstanceSSLConfig",
              skip: 0,
              fault: { hang: 2 },
            },
          ],
        },
      ],
    },
  },
];
