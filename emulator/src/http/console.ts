import { readdirSync, readFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { extname, join } from "node:path";
import { type ActionName, actionNames } from "../contract";
import type { Control } from "../control/control";
import type { InstanceSearch } from "../control/instances";
import type { InstanceView, TaskView } from "../control/views";
import type { Call } from "../gateway/call";
import type { FaultRule } from "../gateway/faults";

/** A request, as far as the console looks at it. */
interface ConsoleRequest {
  readonly method: string;
  readonly path: string;
  /** What follows the question mark. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
}

/** What is sent back. */
interface ConsoleAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const prefix = "/_emulator/console/";

const pageHeaders = {
  // Nothing from elsewhere, nothing inline, and no other page may frame this one to have its switches clicked.
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
};

/**
 * Answers requests of people with a browser: the console page at `/`, its files, and what it shows.
 *
 * @returns undefined when the request is for another part; at `/`, that is every request but a browser's.
 */
export function answerConsole(request: ConsoleRequest, control: Control): ConsoleAnswer | undefined {
  const { method, path } = request;
  if (method !== "GET") return undefined;
  if (path === "/") return asksForPage(request.headers) ? file("page.html") : undefined;
  if (!path.startsWith(prefix)) return undefined;
  const name = path.slice(prefix.length);
  return name === "overview" ? currentOverview(request.query, control) : file(name);
}

/** The API at the same path takes GET as well, but no client of it asks for HTML and none leaves the action out. */
function asksForPage(headers: IncomingHttpHeaders): boolean {
  return headers["x-tc-action"] === undefined && (headers.accept ?? "").includes("text/html");
}

function file(name: string): ConsoleAnswer | undefined {
  const asset = assets.get(name);
  return asset && { status: 200, ...asset, headers: pageHeaders };
}

function currentOverview(query: string, control: Control): ConsoleAnswer {
  const parameters = new URLSearchParams(query);
  const ssl = parameters.get("ssl");
  const search = {
    text: (parameters.get("filter") ?? "").trim().toLowerCase(),
    ssl: ssl === "on" || ssl === "off" ? ssl : undefined,
    offset: wholeNumber(parameters.get("offset")) ?? 0,
    limit: Math.min(Math.max(1, wholeNumber(parameters.get("limit")) ?? mostInstances), mostInstances),
  } as const;
  const body = JSON.stringify(overview(control, search));
  return { status: 200, contentType: "application/json", body, headers: pageHeaders };
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

const mostInstances = 50;
const mostTasks = 20;
const mostCalls = 30;

/** An instance as the page shows it: nothing secret, such as its database's password, is in it. */
interface OverviewInstance extends Pick<
  InstanceView,
  "id" | "region" | "addresses" | "status" | "sslEnabled" | "connectAddress" | "allRestarts"
> {
  /** Where its PostgreSQL listens, such as `127.0.0.1:25432`; null without one. */
  readonly database: string | null;
  /** Its task that is running, or else its latest one if that did not succeed. */
  readonly task: TaskView | null;
}

/** All that the page shows. Lists are cut to what a person can read; the totals say how much there is. */
export interface Overview {
  readonly regions: readonly string[];
  readonly totals: {
    readonly instances: number;
    readonly readOnly: number;
    readonly sslEnabled: number;
    readonly runningTasks: number;
    readonly calls: number;
  };
  /** How many instances fit the filter. */
  readonly matching: number;
  /** How many of those come before the first that is listed. */
  readonly offset: number;
  readonly instances: readonly OverviewInstance[];
  /** Those that are running, then the latest that have ended. */
  readonly tasks: readonly TaskView[];
  /** Those that are still to come. */
  readonly faults: readonly FaultRule[];
  /** The actions that a fault can name. */
  readonly actions: readonly ActionName[];
  /** The newest first. */
  readonly calls: readonly Call[];
}

/** Looks at the cloud as it is now. */
function overview(control: Control, search: InstanceSearch): Overview {
  const { total, readOnly, sslEnabled, matching, offset, instances } = control.searchInstances(search);
  const tasks = control.tasks().toReversed();
  const running = tasks.filter(isRunning);
  const ended = tasks.filter((task) => !isRunning(task));
  const taskOf = new Map([...running, ...ended].toReversed().map((task) => [task.instance, task]));
  const counts = Object.values(control.callCounts());
  return {
    regions: control.regions,
    totals: {
      instances: total,
      readOnly,
      sslEnabled,
      runningTasks: running.length,
      calls: counts.reduce((sum, { accepted, limited, failed }) => sum + accepted + limited + failed, 0),
    },
    matching,
    offset,
    instances: instances.map((instance) => shown(instance, taskOf.get(instance.id))),
    tasks: [...running.slice(0, mostTasks), ...ended.slice(0, mostTasks)],
    faults: control.faults(),
    actions: actionNames,
    calls: control.latestCalls(mostCalls).toReversed(),
  };
}

function isRunning({ status }: TaskView): boolean {
  return status === "Running" || status === "WaitSwitch";
}

function shown(instance: InstanceView, latest: TaskView | undefined): OverviewInstance {
  const { id, region, addresses, status, sslEnabled, connectAddress, allRestarts, server } = instance;
  const database = server ? `${server.host}:${server.port}` : null;
  const task = latest && latest.status !== "Success" ? latest : null;
  return { id, region, addresses, status, sslEnabled, connectAddress, allRestarts, database, task };
}

/** A file of the page, as it is sent. */
interface Asset {
  readonly contentType: string;
  readonly body: Buffer;
}

/** The folder lies beside both `src` and `dist`, so that the page needs no build. */
const folder = join(__dirname, "..", "..", "console");

const contentTypes: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** The files of the page, by name. */
const assets: ReadonlyMap<string, Asset> = new Map(
  readdirSync(folder).map((name) => {
    const contentType = contentTypes[extname(name)] ?? "application/octet-stream";
    return [name, { contentType, body: readFileSync(join(folder, name)) }];
  }),
);
