import { printable } from "../model/printable";
import type { Budget, Limits } from "../time/budget";
import { ApiError, type ApiFailure } from "./api-error";
import type { PostgresApi } from "./postgres-api";

/** The answer to a call that the instance's status does not allow; it does not say which status that is. */
const STATUS_REFUSAL = "OperationDenied.InstanceStatusLimitError";

const IN_THE_RECYCLE_BIN = ["isolating", "isolated", "recycling", "recycled"];
const OFFLINE = ["offlining", "offline"];

type Explain = (refusal: ApiFailure) => ApiFailure;

/** Tells a status that does not pass by waiting from the others. The list of instances is asked once an operation. */
export class LastingStatus {
  private readonly asked = new WeakMap<Budget, Promise<Explain>>();

  constructor(private readonly api: Pick<PostgresApi, "describeInstances">) {}

  /** The failure itself, unless it is a refusal by a status of which more is known. */
  async explain(failure: ApiFailure, limits: Limits): Promise<ApiFailure> {
    const { code, region, instanceId } = failure;
    if (code !== STATUS_REFUSAL || instanceId === undefined) return failure;
    const asked = this.asked.get(limits.budget) ?? this.ask(region, instanceId, limits);
    this.asked.set(limits.budget, asked);
    return (await asked)(failure);
  }

  private async ask(region: string, instanceId: string, limits: Limits): Promise<Explain> {
    const Filters = [{ Name: "db-instance-id", Values: [instanceId] }];
    try {
      const { instances } = await this.api.describeInstances(region, { Offset: 0, Limit: 1, Filters }, limits);
      const found = instances.find(({ dbInstanceId }) => dbInstanceId === instanceId);
      return (refusal) => (found === undefined ? refusal : withStatus(refusal, found.status));
    } catch (error) {
      return error instanceof ApiError && error.verdict === "denied" ? withoutStatus : (refusal) => refusal;
    }
  }
}

function withStatus(refusal: ApiFailure, status: string): ApiFailure {
  const named = `(status "${printable(status, 60)}")`;
  const orTakeItOut = "and run `pulumi up` again, or take the resource out of the program";
  if (IN_THE_RECYCLE_BIN.includes(status)) {
    const advice = `Restore the instance from the recycle bin in the console ${orTakeItOut}`;
    return { ...refusal, meaning: `the instance is in the recycle bin ${named}`, advice, verdict: "recycled" };
  }
  if (OFFLINE.includes(status)) {
    const advice = `Bring the instance back in the console ${orTakeItOut} with \`pulumi state delete\``;
    return { ...refusal, meaning: `the instance is offline ${named}`, advice, verdict: "offline" };
  }
  return refusal;
}

/** These credentials may not ask for the status. */
function withoutStatus(refusal: ApiFailure): ApiFailure {
  const hint =
    "The instance may also be in the recycle bin, where waiting does not help: with the permission " +
    "postgres:DescribeDBInstances the provider could tell";
  return { ...refusal, advice: `${refusal.advice}. ${hint}` };
}
