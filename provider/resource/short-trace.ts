/** Up to six frames lie between the SDK, which takes the trace, and the program. Frames further out are the SDK's again. */
const FRAMES = 7;

interface TraceOptions {
  prepareStackTrace?: ((error: Error, sites: NodeJS.CallSite[]) => unknown) | undefined;
}

/** Traces while they are short. */
interface ShortTraces {
  /** Makes them as long as before. */
  restore(): void;
  /** The error with a trace that starts where the program called the constructor. */
  toProgram(error: unknown, calledByProgram: abstract new (...args: never[]) => unknown): unknown;
}

/**
 * Keeps the SDK from taking long stack traces.
 *
 * The SDK takes one for each of some forty outputs, which costs a large program seconds (docs/internals/decisions/017), and stores one
 * more with the resource in the state: mostly frames of its own, 600 bytes for a TypeScript program. The program's own call
 * stays in it.
 */
export function shortenTraces(): ShortTraces {
  const { stackTraceLimit } = Error;
  const traces: TraceOptions = Error;
  const prepare = traces.prepareStackTrace;
  Error.stackTraceLimit = 0;
  // Node.js then maps positions to sources itself, and our function would prevent that.
  const mapsSources = prepare === undefined && process.execArgv.concat(process.env.NODE_OPTIONS ?? "").some(isMapping);
  if (!mapsSources) traces.prepareStackTrace = (error, sites) => (prepare ?? plain)(error, sites.slice(0, FRAMES));
  const restore = (): void => {
    Error.stackTraceLimit = stackTraceLimit;
    traces.prepareStackTrace = prepare;
  };
  const toProgram: ShortTraces["toProgram"] = (error, calledByProgram) => {
    restore();
    if (error instanceof Error) Error.captureStackTrace(error, calledByProgram);
    return error;
  };
  return { restore, toProgram };
}

function isMapping(option: string): boolean {
  return option.includes("--enable-source-maps");
}

/** The format of V8. */
function plain(error: Error, sites: NodeJS.CallSite[]): string {
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- a call site has a text of its own
  return [String(error), ...sites.map((site) => `    at ${site.toString()}`)].join("\n");
}
