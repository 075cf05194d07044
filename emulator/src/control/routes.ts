import * as v from "valibot";
import type { Control } from "./control";
import {
  behaviourBody,
  changeInstanceBody,
  ControlError,
  credentialBody,
  faultBody,
  finishTaskBody,
  newInstanceBody,
  newTaskBody,
  nextTaskBody,
  roleBody,
} from "./requests";

interface Route {
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  /** Path below `/_emulator/`; `:id` stands for one part of it. */
  readonly path: string;
  readonly run: (control: Control, id: string, body: unknown) => unknown;
}

/** The control interface: each route and what it does. */
export const routes: readonly Route[] = [
  { method: "GET", path: "calls", run: (control) => control.callCounts() },
  { method: "GET", path: "log", run: (control) => control.latestCalls() },
  { method: "GET", path: "instances", run: (control) => control.instances() },
  { method: "POST", path: "instances", run: (control, _, body) => control.createInstance(read(newInstanceBody, body)) },
  { method: "GET", path: "instances/:id", run: (control, id) => control.instance(id) },
  {
    method: "PUT",
    path: "instances/:id",
    run: (control, id, body) => control.changeInstance(id, read(changeInstanceBody, body)),
  },
  { method: "DELETE", path: "instances/:id", run: (control, id) => control.destroyInstance(id) },
  {
    method: "POST",
    path: "instances/:id/tasks",
    run: (control, id, body) => control.startTask(id, read(newTaskBody, body)),
  },
  { method: "GET", path: "faults", run: (control) => control.faults() },
  { method: "POST", path: "faults", run: (control, _, body) => control.addFault(read(faultBody, body)) },
  { method: "DELETE", path: "faults", run: (control) => control.clearFaults() },
  { method: "GET", path: "behaviour", run: (control) => control.behaviour() },
  {
    method: "PUT",
    path: "behaviour",
    run: (control, _, body) => control.behaviour(read(behaviourBody, body)),
  },
  { method: "GET", path: "tasks", run: (control) => control.tasks() },
  { method: "POST", path: "tasks/next", run: (control, _, body) => control.nextTask(read(nextTaskBody, body)) },
  {
    method: "POST",
    path: "tasks/:id/finish",
    run: (control, id, body) => control.finishTask(Number(id), read(finishTaskBody, body ?? {})),
  },
  {
    method: "POST",
    path: "credentials",
    run: (control, _, body) => control.createCredential(read(credentialBody, body ?? {})),
  },
  { method: "POST", path: "roles", run: (control, _, body) => control.defineRole(read(roleBody, body)) },
  { method: "GET", path: "violations", run: (control) => control.violations() },
  { method: "POST", path: "reset", run: (control) => control.reset() },
];

/**
 * Does what a request to the control interface asks for.
 *
 * @param path below `/_emulator/`
 * @param body parsed JSON; undefined when the request had none
 * @throws ControlError
 */
export async function runRoute(control: Control, method: string, path: string, body: unknown): Promise<unknown> {
  const onPath = routes.flatMap((route) => {
    const id = matchPath(route.path, path);
    return id === undefined ? [] : [{ route, id }];
  });
  if (onPath.length === 0) throw new ControlError(404, `There is nothing at /_emulator/${path}.`);
  const found = onPath.find(({ route }) => route.method === method);
  if (!found) {
    throw new ControlError(405, `Use ${onPath.map(({ route }) => route.method).join(" or ")} for /_emulator/${path}.`);
  }
  return (await found.route.run(control, found.id, body)) ?? {};
}

/** The part that stands for `:id`, empty when there is none; undefined when the path is another one. */
function matchPath(pattern: string, path: string): string | undefined {
  const wanted = pattern.split("/");
  const parts = path.split("/");
  if (wanted.length !== parts.length) return undefined;
  if (!wanted.every((name, index) => name === ":id" || name === parts[index])) return undefined;
  return parts[wanted.indexOf(":id")] ?? "";
}

function read<T>(schema: v.GenericSchema<unknown, T>, body: unknown): T {
  const result = v.safeParse(schema, body);
  if (result.success) return result.output;
  const says = result.issues.map((issue) => `${v.getDotPath(issue) ?? "body"}: ${issue.message}`);
  throw new ControlError(400, says.join("; "));
}
