import type { Instance } from "../cloud";
import { ApiError } from "../gateway/api-error";
import type { ActionContext } from "./action";

/** The instance with the id in the call's region. @throws ApiError ResourceNotFound.InstanceNotFoundError */
export function findInstance({ cloud, region }: ActionContext, id: string): Instance {
  const instance = cloud.instances.get(id);
  if (instance?.region !== region) throw new ApiError("ResourceNotFound.InstanceNotFoundError", { id });
  return instance;
}
