/** All that calls the cloud. A preview without changes does not need it, so it is loaded when it is first used. */
export { Connections } from "./connections";
export { getInstances } from "./get-instances";
export { create, read, remove, update } from "./lifecycle";
export { lookUp } from "./look-up";
export { Session } from "./session";
export { PartialStateError } from "./state";
