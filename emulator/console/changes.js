import { isRunning } from "./tasks.js";

const sslByInstance = new Map();
/** The tasks that were running, by id. */
const running = new Set();
let isFirst = true;

/** Tells in sentences what is different from the last time: SSL settings, and tasks that started or ended. */
export function changesSinceLast({ instances, tasks }) {
  const messages = [...sslChanges(instances), ...taskChanges(tasks)];
  const said = isFirst ? [] : messages;
  isFirst = false;
  return said;
}

/** Takes a setting as known, so that it is not told again. */
export function noteSsl(instance) {
  sslByInstance.set(instance.id, describeSsl(instance));
}

export function describeSsl({ sslEnabled, connectAddress }) {
  return sslEnabled ? `on for ${connectAddress}` : "off";
}

function sslChanges(instances) {
  return instances.flatMap((instance) => {
    const before = sslByInstance.get(instance.id);
    noteSsl(instance);
    const now = describeSsl(instance);
    return before === undefined || before === now ? [] : [{ text: `SSL of ${instance.id} is now ${now}.` }];
  });
}

function taskChanges(tasks) {
  const started = tasks.filter((task) => isRunning(task) && !running.has(task.id));
  const ended = tasks.filter((task) => !isRunning(task) && running.has(task.id));
  for (const { id } of started) running.add(id);
  for (const { id } of ended) running.delete(id);
  return [
    ...started.map(({ id, instance }) => ({ text: `Task ${id} of ${instance} started.` })),
    ...ended.map(({ id, instance, status, message }) =>
      status === "Success"
        ? { text: `Task ${id} of ${instance} succeeded.` }
        : { text: `Task ${id} of ${instance}: ${status}, ${message}`, failed: true },
    ),
  ];
}
