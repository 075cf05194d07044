import type { Lab } from "../lab";
import { type Reply, replyOf, told } from "../reply";
import { all, judge, type Verdict } from "../verdict";

/** Far more than a second takes, of an action that hardly anybody uses. */
const burst = 60;
const callsPerSecond = 20;
const intoTheNextSecond = 1.1;

/** Sends more calls at once than a second takes, and another action's call among them. */
export async function rateWindow(lab: Lab): Promise<Verdict> {
  const filter = { Name: "db-master-instance-id", Values: [lab.target.instanceId] };
  const question = { ask: "api", action: "DescribeReadOnlyGroups", parameters: { Filters: [filter] } } as const;
  await lab.wire.pause(intoTheNextSecond);
  const [other, ...replies] = (
    await Promise.all([
      lab.wire.ask({ ask: "api", action: "DescribeTasks", parameters: { Limit: 1 } }),
      ...Array.from({ length: burst }, () => lab.wire.ask(question)),
    ])
  ).map(replyOf);
  await lab.wire.pause(intoTheNextSecond);
  const later = replyOf(await lab.wire.ask(question));
  const refused = replies.filter(isLimited);
  const accepted = replies.filter(({ code }) => code === undefined).length;
  const limits = [...new Set(refused.map(({ message }) => /`(\d+)`[^`]*$/.exec(message)?.[1] ?? message))];
  return all([
    judge(
      refused.length > 0 && accepted >= callsPerSecond && accepted + refused.length === burst,
      `of ${burst} at once ${accepted} are accepted, ${refused.length} refused`,
    ),
    judge(limits.join() === String(callsPerSecond), `the limit is said to be ${limits.join(" and ") || "nothing"}`),
    judge(other?.code === undefined, `another action: ${other ? told(other) : "no reply"}`),
    judge(later.code === undefined, `in the next second: ${told(later)}`),
  ]);
}

function isLimited({ code }: Reply): boolean {
  return code?.startsWith("RequestLimitExceeded") ?? false;
}
