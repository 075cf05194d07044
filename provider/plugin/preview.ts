import { type InstanceSslConfigState, UNKNOWN_VALUE } from "../model/properties";
import { settingDiffers } from "../resource/diff";

type Values = Readonly<Record<string, unknown>>;
type Computed = Exclude<keyof InstanceSslConfigState, "dbInstanceId">;

/** Outputs that only the cloud knows. */
const OF_A_CHANGE: readonly Computed[] = ["taskId", "requestId"];
const WHILE_ON: readonly Computed[] = ["caUrl", "caCertificate"];

/** The outputs of a change, as far as a preview can know them. */
export function previewed(inputs: Values, olds?: Values): Values {
  if (olds !== undefined && !settingDiffers(olds, inputs)) return { ...olds, ...inputs };
  const unknown = [...OF_A_CHANGE, ...(inputs.sslEnabled === false ? [] : WHILE_ON)];
  return { ...inputs, ...Object.fromEntries(unknown.map((name) => [name, UNKNOWN_VALUE])) };
}
