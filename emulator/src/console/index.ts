export { answerConsole, type ConsoleAnswer, type ConsoleRequest } from "./answer-console";
export type { Overview } from "./overview";
