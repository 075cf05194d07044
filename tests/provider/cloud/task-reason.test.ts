import { readTasks } from "../../../provider/cloud/replies";

const STEPS = JSON.stringify([
  { StepId: 1, StepName: "Pre-check", StepMessage: "all is well" },
  { stepID: 2, stepName: "Issue Certificate", stepMessage: "no disk left" },
  { StepId: 3, StepName: "Restart Instance" },
]);

test.each<[string, object, string | undefined]>([
  ["Message", { Message: "why", AllSteps: STEPS, Output: "other" }, "why"],
  ["the message of the failed step", { Message: "", CurrentStep: "Pre-check", AllSteps: STEPS }, "all is well"],
  ["the last step that says something", { CurrentStep: "Restart Instance", AllSteps: STEPS }, "no disk left"],
  ["the message in Output", { AllSteps: "[]", Output: '{"Code":1,"Message":"no disk left"}' }, "no disk left"],
  ["Output, where it is plain text", { AllSteps: "", Output: "no disk left" }, "no disk left"],
  ["nothing, where nothing is said", { AllSteps: "not JSON", Output: "" }, undefined],
  ["nothing, where the fields are no text", { AllSteps: 5, Output: [] }, undefined],
  ["nothing, where the steps are none", { AllSteps: '[null, 1, {"StepMessage": 2}]' }, undefined],
])("a task's reason is %s", (_, TaskDetail, reason) => {
  const task = { TaskId: 1, Status: "Fail", DBInstanceId: "postgres-5gevh7gr", TaskDetail };

  expect(readTasks({ TaskSet: [task] }).tasks[0]?.message).toBe(reason);
});
