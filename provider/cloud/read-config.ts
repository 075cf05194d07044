/** Reads one key of the stack's configuration, e.g. `tencentcloud:region`; `undefined` where it is not set. */
export type ReadConfig = (key: string) => string | undefined;
