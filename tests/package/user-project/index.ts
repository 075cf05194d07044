export { type Combination, everyRun, furtherWays, pairwise, titleOf } from "./combination";
export { createUserProject, type UserProject } from "./create-user-project";
export { run } from "./run";
