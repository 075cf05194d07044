/** Five of them lie between the SDK, which takes the trace, and the program; what is further out is the SDK again. */
const FRAMES = 7;

interface Traces {
  prepareStackTrace?: ((error: Error, sites: NodeJS.CallSite[]) => unknown) | undefined;
}

/**
 * Keeps what the SDK does until the returned function is called from taking stack traces of any length.
 *
 * It takes one for each of some forty outputs, which costs a large program seconds (docs/decisions/022), and stores one
 * more in the state with the resource: mostly frames of its own, 600 bytes for a TypeScript program. The call in the program
 * stays in it.
 */
export function shortenTraces(): () => void {
  const { stackTraceLimit } = Error;
  const traces: Traces = Error;
  const prepare = traces.prepareStackTrace;
  Error.stackTraceLimit = 0;
  // Node.js itself maps positions to sources then, which a function of ours would keep it from.
  const mapsSources = prepare === undefined && process.execArgv.concat(process.env.NODE_OPTIONS ?? "").some(isMapping);
  if (!mapsSources) traces.prepareStackTrace = (error, sites) => (prepare ?? plain)(error, sites.slice(0, FRAMES));
  return () => {
    Error.stackTraceLimit = stackTraceLimit;
    traces.prepareStackTrace = prepare;
  };
}

function isMapping(option: string): boolean {
  return option.includes("--enable-source-maps");
}

/** As V8 writes it. */
function plain(error: Error, sites: NodeJS.CallSite[]): string {
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- a call site has a text of its own
  return [String(error), ...sites.map((site) => `    at ${site.toString()}`)].join("\n");
}
