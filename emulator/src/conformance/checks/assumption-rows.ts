import { assumptions } from "../../assumptions";
import type { Check } from "../verdict";
import { accountChecks, accountForms } from "./account";
import { certificateChecks, certificateForms } from "./certificates";
import { changeChecks } from "./changes";
import { gatewayChecks } from "./gateway";
import { listChecks } from "./lists";
import type { Row } from "./row";
import { neighbourChecks, neighbourForms } from "./neighbours";
import { roleChecks, roleForms } from "./roles";
import { stateChecks } from "./states";
import { taskChecks } from "./tasks";

/** How each assumption is tried. The type makes sure that none is without a check. */
const checks: { readonly [Name in keyof typeof assumptions]: Check } = {
  ...changeChecks,
  ...certificateChecks,
  ...taskChecks,
  ...stateChecks,
  ...gatewayChecks,
  ...listChecks,
  ...neighbourChecks,
  ...roleChecks,
  ...accountChecks,
};

const forms: Readonly<Record<string, string>> = {
  ...accountForms,
  ...certificateForms,
  ...roleForms,
  ...neighbourForms,
};

/** A row for each assumption of the emulator. */
export const assumptionRows: readonly Row[] = Object.entries(assumptions).map(([name, { question, decision }]) => ({
  name,
  question,
  expected: forms[name] ?? decision,
  check: checks[name as keyof typeof assumptions],
}));
