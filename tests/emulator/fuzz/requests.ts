import * as fc from "fast-check";
import { actionNames } from "../../../emulator/src";
import { actions, fieldType, serviceOf, shapes } from "../../../emulator/src/contract";
import { authorization, type Caller, type RawRequest, signedRequest } from "../raw-client";

/** A request to be made once it is known who calls. */
export type Recipe = (caller: Caller) => RawRequest;

/** One of the arbitraries, each as often as its weight says. */
const weighted = <T>(...parts: [number, fc.Arbitrary<T>][]) =>
  fc.oneof(...parts.map(([weight, arbitrary]) => ({ weight, arbitrary })));

const strangeText = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.constantFrom("", "__proto__", "2024-01-01 00:00:00", "asc", "desc", "StartTime", "CreateTime", "%", "\u0000"),
);
const knownText = fc.constantFrom(
  ...["postgres-emu00001", "postgres-emu00003", "pgro-emu00001", "10.0.0.1", "10.255.0.1"],
  ...["db-instance-id", "db-master-instance-id", "db-instance-name"],
);
const strangeNumber = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, -1, 1, 100, 101, 2 ** 53, 2 ** 64, 1e308));
const anyJson = fc.oneof(fc.jsonValue(), strangeText, strangeNumber, fc.boolean(), fc.constant(null));
const number = weighted<unknown>([3, fc.integer({ min: 1, max: 100 })], [1, strangeNumber]);
const scalars: Record<string, fc.Arbitrary<unknown>> = {
  string: weighted<unknown>([3, knownText], [1, strangeText]),
  boolean: fc.boolean(),
  int64: number,
  uint64: number,
};

/** Values that a field may have, and now and then any other. */
function valueOf(notation: string): fc.Arbitrary<unknown> {
  const { base, isArray } = fieldType(notation);
  const shape = shapes[base];
  const single = shape ? objectOf(shape) : (scalars[base] ?? anyJson);
  return weighted<unknown>([20, isArray ? fc.array(single, { maxLength: 4 }) : single], [1, anyJson]);
}

function objectOf(shape: Readonly<Record<string, string>>): fc.Arbitrary<object> {
  const fields = Object.fromEntries(Object.entries(shape).map(([name, notation]) => [name, valueOf(notation)]));
  return weighted<object>(
    [5, fc.record(fields)],
    [5, fc.record(fields, { requiredKeys: [] })],
    [1, fc.dictionary(strangeText, anyJson, { maxKeys: 3 })],
  );
}

const wellSigned: fc.Arbitrary<Recipe> = fc.oneof(
  ...actionNames.map((action) =>
    objectOf(actions[action].request).map(
      (parameters): Recipe =>
        (caller) =>
          signedRequest(caller, action, parameters, {}, serviceOf(action)),
    ),
  ),
);

const headerName = fc.constantFrom(
  ...["x-tc-action", "x-tc-version", "x-tc-region", "x-tc-timestamp", "x-tc-token", "x-tc-language"],
  ...["authorization", "content-type", "host", "x-tc-content-sha256", "content-encoding", "accept", "origin"],
);
const strangeHeaders = fc.dictionary(headerName, fc.string(), { maxKeys: 3 });
const bytes = fc.uint8Array({ maxLength: 2000 }).map((content) => Buffer.from(content));
const orNone = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const query = fc.webQueryParameters().map((parameters) => `/?${parameters}`);

/** Well-formed requests of which a part was exchanged after, or before, they were signed. */
const spoilt = fc
  .record({
    recipe: wellSigned,
    headers: strangeHeaders,
    isSignedAfterwards: fc.boolean(),
    moreSigned: fc.constantFrom("", "", ";x-tc-action", ";constructor", ";__proto__", ";toString"),
    method: orNone(fc.constantFrom("GET", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "POST")),
    path: orNone(fc.oneof(query, fc.webPath())),
    body: orNone(fc.oneof(fc.json(), bytes)),
  })
  .map(({ recipe, headers, isSignedAfterwards, moreSigned, method, path, body }): Recipe => (caller) => {
    const request = recipe(caller);
    const changed = {
      method: method ?? request.method,
      path: path ?? request.path,
      headers: { ...request.headers, ...headers },
      body: body ?? request.body,
    };
    if (isSignedAfterwards && /^\d{1,11}$/.test(changed.headers["x-tc-timestamp"] ?? "")) {
      changed.headers.authorization = authorization(caller, changed).replace(";host", `;host${moreSigned}`);
    }
    return changed;
  });

/** The older signature's form, with strange parameters. */
const olderForm = fc
  .dictionary(fc.oneof(strangeText, fc.constantFrom("Action", "Signature", "Nonce", "Filters.0.Name")), strangeText)
  .map((parameters): Recipe => (caller) => ({
    method: "POST",
    path: "/",
    headers: { host: new URL(caller.endpoint).host, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ SecretId: caller.secretId, ...parameters }).toString(),
  }));

/** Bodies on which careless code chokes: nested very deeply, or objects that cannot be made text or numbers. */
const treacherous = fc
  .record({
    recipe: wellSigned,
    name: fc.constantFrom("TaskId", "DBInstanceId", "Filters", "SSLEnabled", "__proto__"),
    value: fc.oneof(
      fc.integer({ min: 1, max: 50_000 }).map((depth) => "[".repeat(depth) + "]".repeat(depth)),
      fc.integer({ min: 1, max: 10_000 }).map((depth) => '{"a":'.repeat(depth) + "1" + "}".repeat(depth)),
      fc.constantFrom('{"toString":1,"valueOf":1}', '{"length":-1}', '{"__proto__":null}', "1e999", "[".repeat(50_000)),
    ),
    isSigned: fc.boolean(),
  })
  .map(({ recipe, name, value, isSigned }): Recipe => (caller) => {
    const request = { ...recipe(caller), body: `{"${name}":${value}}` };
    const signature = isSigned ? { authorization: authorization(caller, request) } : {};
    return { ...request, headers: { ...request.headers, ...signature } };
  });

/** All kinds of requests to the API. */
export const apiRequest: fc.Arbitrary<Recipe> = weighted<Recipe>(
  [4, wellSigned],
  [5, spoilt],
  [1, olderForm],
  [1, treacherous],
);

const controlPath = fc.constantFrom(
  ...["calls", "log", "instances", "instances/postgres-emu00001", "instances/postgres-emu00002/tasks"],
  ...["instances/pgro-emu00001", "faults", "tasks", "tasks/next", "tasks/100001/finish", "credentials"],
  ...["violations", "reset"],
);
const bodyWith = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(fields, { requiredKeys: [] }).map((body) => JSON.stringify(body));

/** All kinds of requests to the control interface. */
export const controlRequest: fc.Arbitrary<Recipe> = fc
  .record({
    method: fc.constantFrom("GET", "PUT", "POST", "DELETE", "PATCH"),
    path: fc.oneof(controlPath, fc.webPath()),
    body: fc.oneof(
      fc.json(),
      fc.string(),
      bodyWith({ action: strangeText, instance: strangeText, fault: anyJson, status: anyJson }),
      bodyWith({ sslEnabled: fc.boolean(), connectAddress: strangeText }),
      bodyWith({
        kind: fc.constantFrom("restart", "resize", "backup"),
        status: fc.constantFrom("Success", "Fail", "Pause", "WaitSwitch", "stuck", "isolated", "running"),
        fields: fc.dictionary(fc.constantFrom("TaskDetail", "EndTime", "OfflineTime", "Type", "__proto__"), anyJson),
        publicNetwork: fc.constantFrom("opened", "closed", "initing"),
        readOnlyOf: knownText,
        cloneOf: knownText,
      }),
    ),
  })
  .map(({ method, path, body }): Recipe => (caller) => {
    const headers = { host: new URL(caller.endpoint).host };
    return { method, path: `/_emulator/${path}`, headers, body };
  });
