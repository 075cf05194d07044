import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Call, CALLS } from "./fault-matrix/calls";
import { expectedOutcome } from "./fault-matrix/expectation";
import { TASK_OUTCOMES, type Outcome } from "./fault-matrix/task-outcomes";
import { type Fault, faultsOf } from "./fault-matrix/faults";

const PAGE = join(__dirname, "..", "..", "..", "docs", "internals", "fault-matrix.md");

test("docs/internals/fault-matrix.md says what the fault matrix promises", () => {
  if (process.env.UPDATE_PAGES) writeFileSync(PAGE, matrixPage());
  expect(readFileSync(PAGE, "utf8")).toBe(matrixPage());
});

/** What the user reads in a cell. */
const WORDS: Readonly<Record<Outcome, string>> = {
  on: "on",
  ApiError: "refused",
  ChangeInterruptedError: "interrupted",
  TaskFailedError: "task failed",
  TaskTimeoutError: "time up",
  NotVerifiedError: "not verified",
  UnknownOutcomeError: "unknown",
};

const INTRODUCTION = `# The fault matrix

This page combines each failure that a call of a change can have with each outcome that the change's task can have.
\`tests/provider/reconcile/fault-matrix.test.ts\` runs each cell on the emulator, through the vendor's SDK. The page is made from
what that test expects (\`UPDATE_PAGES=1 npx jest fault-matrix-page\`).

In every cell, the state says what the cloud has, or you get a clear error. The database restarts at most once. Nothing is sent
again that must not be, and no wait outlasts the deadline. The next \`up\` reaches the declared setting, with one restart in all.

| in the table | what the user gets                                                                                    |
| ------------ | ----------------------------------------------------------------------------------------------------- |
| on           | SSL is on as declared, and the state says so.                                                         |
| refused      | ApiError before anything was changed. The state is as before.                                         |
| interrupted  | ChangeInterruptedError: the change was started, but could not be followed. The state knows the instance. |
| task failed  | TaskFailedError with the task's message. The state knows the instance.                                |
| time up      | TaskTimeoutError. The task goes on, and the next \`up\` waits for it.                                   |
| not verified | NotVerifiedError: the cloud reports the change as done, but the instance is not as declared.          |
| unknown      | UnknownOutcomeError: the reply is lost, and the cloud may accept the change for longer than the time for it. |
`;

/** The whole matrix as a page, with faults that lead to the same in one row. */
function matrixPage(): string {
  return [INTRODUCTION, ...CALLS.map(sectionOf)].join("\n");
}

function sectionOf({ name, action }: Call): string {
  const rows = new Map<string, Fault[]>();
  for (const fault of faultsOf(action)) {
    const outcomes = TASK_OUTCOMES.map((task) => WORDS[expectedOutcome(name, fault, task)]).join(" | ");
    rows.set(outcomes, [...(rows.get(outcomes) ?? []), fault]);
  }
  return [
    `## ${name} (${action})\n`,
    `| what goes wrong | ${TASK_OUTCOMES.map((task) => task.name).join(" | ")} |`,
    `| --- |${" --- |".repeat(TASK_OUTCOMES.length)}`,
    ...[...rows].map(
      ([outcomes, faults]) => `| ${faults.map(({ name: fault }) => `\`${fault}\``).join(", ")} | ${outcomes} |`,
    ),
    "",
  ].join("\n");
}
