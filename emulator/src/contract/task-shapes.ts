/** What a task looks like on the wire. Notation: see `field-type.ts`. */
export const taskShapes = {
  TaskSet: {
    TaskId: "uint64",
    TaskType: "string",
    DBInstanceId: "string",
    StartTime: "string",
    EndTime: "string?",
    Status: "string",
    Progress: "uint64",
    TaskDetail: "TaskDetail?",
  },
  TaskDetail: {
    CurrentStep: "string?",
    AllSteps: "string?",
    Input: "string?",
    Output: "string?",
    SwitchTag: "uint64?",
    SwitchTime: "string?",
    Message: "string?",
  },
} as const;
