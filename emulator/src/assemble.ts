import { type Authority, caDownload } from "./certificates/authority";
import { Behaviours } from "./cloud/behaviour";
import { Changes, DatabaseTls, NextTasks } from "./cloud/changes";
import { Cloud } from "./cloud/cloud";
import { seed } from "./cloud/seed";
import { TaskRunner } from "./cloud/task-runner";
import { type ActionName, Violations } from "./contract";
import { Control } from "./control/control";
import { RateLimit } from "./gateway/admit";
import { CallLog } from "./gateway/call";
import { Faults } from "./gateway/faults";
import { Gateway } from "./gateway/gateway";
import type { RouterParts } from "./http/router";
import type { Settings } from "./options";
import type { PostgresServer } from "./postgres/postgres-server";
import { Credentials, randomSecretId, randomSecretKey, Roles } from "./signature/identities";

/** What the cloud stands on. */
export interface Ground {
  readonly settings: Settings;
  readonly authority: Authority;
  readonly servers: readonly PostgresServer[];
  readonly endpoint: string;
}

/** The parts of a cloud, put together. */
export interface AssembledCloud extends RouterParts {
  readonly credentials: Credentials;
  /** Puts everything back to what it was at the start. */
  readonly reset: () => Promise<void>;
  /** Lets no task go any further. */
  readonly stop: () => void;
}

/** Puts the parts of a cloud together. */
export function assemble({ settings, authority, servers, endpoint }: Ground): AssembledCloud {
  const { regions } = settings;
  const now = () => Date.now();
  const ca = caDownload(authority, endpoint);
  const cloud = new Cloud(() => seed({ instances: settings.instances, regions, servers, now: new Date(now()) }));
  const behaviours = new Behaviours();
  const tls = new DatabaseTls(authority, behaviours);
  const tasks = new TaskRunner(cloud, now);
  const changes = new Changes(tasks, tls, now);
  const faults = new Faults();
  const nextTasks = new NextTasks(settings.taskSeconds);
  const calls = new CallLog();
  const violations = new Violations();
  const limit = new RateLimit(settings.rate);
  const credentials = new Credentials({
    secretId: settings.secretId ?? randomSecretId(),
    secretKey: settings.secretKey ?? randomSecretKey(),
  });
  const roles = new Roles();
  const onReply = (action: ActionName, body: string) => {
    if (settings.checkReplies) violations.check(action, body);
    settings.onReply?.(action, body);
  };
  const gateway = new Gateway({
    credentials,
    limit,
    faults,
    calls,
    now,
    onReply,
    base: { cloud, changes, nextTasks, behaviours, ca, credentials, roles },
  });
  const reset = async () => {
    tasks.stop();
    for (const store of [cloud, calls, violations, limit, credentials, roles, faults, nextTasks, behaviours])
      store.reset();
    await Promise.all(servers.map((server) => tls.reset(server)));
  };
  const control = new Control({
    cloud,
    tls,
    tasks,
    changes,
    faults,
    nextTasks,
    behaviours,
    calls,
    credentials,
    roles,
    violations,
    ca,
    regions,
    now,
    reset,
  });
  const allowedHosts = [settings.host, ...settings.allowedHosts].map((name) => name.toLowerCase());
  return { gateway, control, ca, allowedHosts, credentials, reset, stop: () => tasks.stop() };
}
