import { asObject } from "./json-object";

/** The code of a failure of the system, such as `ENOENT`, of an error or of what is below it; its texts may quote a request. */
export function systemErrorCode(error: unknown): string | undefined {
  for (let layer = asObject(error); layer !== undefined; layer = asObject(layer.cause)) {
    if (typeof layer.code === "string") return layer.code;
  }
  return undefined;
}
