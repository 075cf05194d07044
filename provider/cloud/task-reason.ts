import { asObject, type JsonObject } from "../model/objects";
import { printable } from "../model/printable";
import { type Fields, textOf } from "./reply-fields";

const MAX_LENGTH = 500;

/**
 * What the cloud says about a task: `Message`, else the message of the current step or the last one that has one, else `Output`.
 *
 * The contract names `Message`, but the published examples have the text in the other two, which hold JSON as text.
 */
export function taskReason(detail: Fields): string | undefined {
  return textOf(detail, "Message", MAX_LENGTH) ?? stepMessage(detail) ?? outputMessage(detail.Output);
}

function stepMessage({ AllSteps, CurrentStep }: Fields): string | undefined {
  const steps: unknown = parsed(AllSteps);
  const told = (Array.isArray(steps) ? steps : [])
    .map((step) => asObject(step) ?? {})
    .filter((step) => shown(field(step, "StepMessage")) !== undefined);
  const step = told.find((each) => field(each, "StepName") === CurrentStep) ?? told.at(-1);
  return step && shown(field(step, "StepMessage"));
}

function outputMessage(output: unknown): string | undefined {
  const fields = asObject(parsed(output));
  return (fields && shown(field(fields, "Message"))) ?? shown(output);
}

/** The documents spell these names in more than one way: `StepName` and `stepName`. */
function field(fields: JsonObject, name: string): unknown {
  return Object.entries(fields).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

function parsed(text: unknown): unknown {
  try {
    return typeof text === "string" ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

function shown(text: unknown): string | undefined {
  return typeof text === "string" && text.trim() !== "" ? printable(text, MAX_LENGTH) : undefined;
}
