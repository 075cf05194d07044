import { assumptions } from "../../assumptions";
import type { Change, Tour } from "../findings";
import { all, type Check, judge, notTried, nowhere, type Verdict } from "../lab";
import { type Reply, text, told } from "../question";

/** Tries a row with what the changes of the instance have shown. */
export function fromTour(look: (tour: Tour) => Verdict): Check {
  return ({ tour }) => (typeof tour === "string" ? notTried(tour) : look(tour));
}

export const changeChecks = {
  restarts: fromTour(({ on, moved, off }) => all([restarts(on), ...(moved ? [restarts(moved)] : []), restarts(off)])),
  unchanged: fromTour(({ again }) =>
    all([judge(Number(again.reply.fields.TaskId) > 0, `on again: ${told(again.reply)}`), restarts(again)]),
  ),
  settingWhileBusy: fromTour(({ on, off }) => all([whileBusy(on), whileBusy(off)])),
  plaintext: fromTour(({ database: { withoutTls } }) => {
    if ("failure" in withoutTls) return unreachable(withoutTls.failure);
    if (withoutTls.says === "authenticate") return judge(true, "a client without TLS is asked for its password");
    return judge(false, withoutTls.says === "error" ? `refused: ${withoutTls.message}` : withoutTls.says);
  }),
  publicName: fromTour(({ moved }) => {
    if (!moved) return notTried("the instance has no public domain name");
    if (moved.reply.code !== undefined) return judge(false, moved.reply.code);
    const name = text(moved.asked.ConnectAddress).toLowerCase();
    return judge(
      moved.after.ConnectAddress === name,
      `asked for in capitals, kept as ${text(moved.after.ConnectAddress)}`,
    );
  }),
  missingAddressCode: fromTour(({ refusals }) => code(refusals.missingAddress, assumptions.missingAddressCode.value)),
  malformedAddressCode: fromTour(({ refusals }) =>
    code(refusals.malformedAddress, assumptions.malformedAddressCode.value),
  ),
  foreignAddressCode: fromTour(({ refusals }) => code(refusals.foreignAddress, assumptions.foreignAddressCode.value)),
  oldVersionCode: fromTour(({ refusals }) =>
    refusals.oldVersion
      ? code(refusals.oldVersion, assumptions.oldVersionCode.value)
      : notTried("needs an instance of PostgreSQL 10 or older (--old-instance)"),
  ),
  malformedId: async (lab) => {
    const malformed = await lab.sslConfig("no such thing");
    const unknown = await lab.sslConfig(nowhere);
    const wanted = "ResourceNotFound.InstanceNotFoundError";
    return all([
      judge(malformed.code === wanted, `malformed: ${told(malformed)}`),
      judge(unknown.code === wanted, `unknown: ${told(unknown)}`),
    ]);
  },
} satisfies Record<string, Check>;

/** Holds when the reply has the code. */
export function code(reply: Reply, wanted: string): Verdict {
  return judge(reply.code === wanted, told(reply));
}

/** Why a row about the database cannot be tried. */
export function unreachable(failure: string): Verdict {
  return notTried(`the database cannot be reached from here: ${failure}`);
}

/** A restart shows in the status of the instance, or in what the task says of itself. */
function restarts({ name, reply, looks }: Change): Verdict {
  if (reply.code !== undefined) return judge(false, `${name}: ${reply.code}`);
  const step = looks.map(({ task }) => text((task?.TaskDetail as Change["after"] | undefined)?.CurrentStep));
  const isSeen = looks.some(({ status }) => status === "restarting") || step.some((at) => /restart|reboot/i.test(at));
  return judge(isSeen, `${name}: ${isSeen ? "restarts" : "no restart was seen"}`);
}

function whileBusy({ name, before, asked, reply, looks, after }: Change): Verdict {
  if (reply.code !== undefined) return judge(false, `${name}: ${reply.code}`);
  const during = looks.filter(({ task }) => task?.Status === "Running");
  if (during.length === 0) return notTried(`${name}: the task was over before it could be looked at`);
  const isOld = during.every(({ config }) => config.SSLEnabled === before.SSLEnabled);
  return judge(
    isOld && after.SSLEnabled === asked.SSLEnabled,
    `${name}: ${isOld ? "the earlier setting" : "the new setting"} while the task runs, then SSL ${after.SSLEnabled === true ? "on" : "off"}`,
  );
}
