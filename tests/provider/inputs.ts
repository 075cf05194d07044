import type { InstanceSslConfigInputs } from "../../provider/resource/properties";

/** Inputs, as `check` completes them, that turn SSL on for the private address of an instance. */
export function inputsOf(
  { id, addresses }: { readonly id: string; readonly addresses: readonly string[] },
  more: Partial<InstanceSslConfigInputs> = {},
): InstanceSslConfigInputs {
  return {
    dbInstanceId: id,
    sslEnabled: true,
    connectAddress: addresses[0] ?? "",
    region: "ap-guangzhou",
    onDelete: "disable",
    taskTimeoutSeconds: 300,
    ...more,
  };
}
