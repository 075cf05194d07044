const sslByInstance = new Map();
const tasks = new Map();
let isFirst = true;

/** Tells in sentences what is different from the last time: SSL settings, and tasks that started or ended. */
export function changesSinceLast({ instances, runningTasks }) {
  const messages = [...sslChanges(instances), ...taskChanges(runningTasks)];
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
    return before === undefined || before === now ? [] : [`SSL of ${instance.id} is now ${now}.`];
  });
}

function taskChanges(running) {
  const ids = new Set(running.map(({ id }) => id));
  const started = running.filter(({ id }) => !tasks.has(id));
  const ended = [...tasks.values()].filter(({ id }) => !ids.has(id));
  tasks.clear();
  for (const task of running) tasks.set(task.id, task);
  return [
    ...started.map(({ id, instance }) => `Task ${id} of ${instance} started.`),
    ...ended.map(({ id, instance }) => `Task ${id} of ${instance} ended.`),
  ];
}
